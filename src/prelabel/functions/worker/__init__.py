"""What runs inside a worker, in the function's own interpreter (3.8 to 3.14); it imports nothing of the server."""
