"""The database: tables, sessions, queries, migrations. Only services open a session."""
