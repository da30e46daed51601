"""Figures of the city's money: counted by the database over any selection, and told in words elsewhere."""
