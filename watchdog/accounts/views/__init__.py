"""The pages of the back room that are about oneself, and those that lead in."""
