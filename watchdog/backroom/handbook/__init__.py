"""The handbook of the back room: thirteen screens for the evening volunteer, in Polish, each with one picture."""
