"""The real server with the real clients."""
