"""Measures what the budgets speak of; prints tables and never fails for being slow."""
