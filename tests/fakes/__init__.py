"""Stand-ins for the outside world, on loopback."""
