"""The handbook of the back room: twelve screens for the evening volunteer, in Polish, each with one picture."""
