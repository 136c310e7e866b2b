"""Puts the product together and runs it: data folder, ports, background work, app."""
