"""Following a list, a filter or a search by e-mail: what is asked for, what is new of it, and who was told."""
