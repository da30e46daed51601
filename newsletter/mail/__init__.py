"""One mail: what every mail to a subscriber has in common, whoever writes it."""
