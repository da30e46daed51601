"""What volunteers type of the city's money."""
