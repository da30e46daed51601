"""What the pages of the city's money show."""
