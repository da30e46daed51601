"""Other programs that answer the same questions on the same rows."""
