"""CVAT's REST API, with our extensions in the same idiom. Its quirks live here and nowhere else."""
