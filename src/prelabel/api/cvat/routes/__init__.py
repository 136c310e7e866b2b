"""The routes, one module per noun. Each parses, calls one service and shapes the answer."""
