"""Business time: hours, days off, calendars."""
