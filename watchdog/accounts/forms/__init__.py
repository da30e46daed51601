"""What people of the back room type about themselves and about each other."""
