"""Pictures as bytes: what they are, how they are shown, packed and kept. Knows no database and no task."""
