"""What search keeps of the city's money."""
