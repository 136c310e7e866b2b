"""Annotation formats: one file each way, and a registry that knows them by the names CVAT's clients use."""
