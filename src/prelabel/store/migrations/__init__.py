"""The history of the database's schema, and the step from any earlier version to this one."""
