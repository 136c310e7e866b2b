"""Questions to the database that more than one service asks."""
