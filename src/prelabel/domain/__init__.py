"""The nouns of annotation, pure and frozen: no database, no framework, no files."""
