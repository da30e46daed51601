"""The harness itself: its data, its arithmetic, its table, and a soak that sees what is planted."""
