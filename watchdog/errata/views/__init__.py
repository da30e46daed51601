"""Pages of corrections and remarks."""
