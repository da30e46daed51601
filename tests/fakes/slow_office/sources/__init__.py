"""The source of the slow office."""
