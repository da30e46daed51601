"""Pages of the council's record. Lists show a selection, details what a presenter makes of one record."""
