"""
Drawings: numbers and people as inline SVG, made by the server.

Each carries classes of ``components.css`` and no style; each can be read without colour, says in words what it shows,
and stands beside the table that it was drawn from.
"""
