"""Share pictures: what a page says in one glance, for whoever sends its address on (Open Graph; ADR 28)."""
