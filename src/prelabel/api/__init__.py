"""The two languages that clients speak: CVAT's REST API and Nuclio's dashboard API."""
