"""Pages of the city's money."""
