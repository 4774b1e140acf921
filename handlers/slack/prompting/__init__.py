"""Fire-and-forget in channels: what is heard, what is asked, and where it is on."""
