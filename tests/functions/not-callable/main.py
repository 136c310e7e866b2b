"""Its handler is no function."""

handler = "never"
