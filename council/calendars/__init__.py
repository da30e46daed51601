"""What happens on which day, for people's own calendars: meetings and the last days that the law sets."""
