"""The newsletter's pages of the back room that belong to no single kind of record."""
