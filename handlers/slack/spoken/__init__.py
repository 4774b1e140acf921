"""What is said to Staffel itself: a message that mentions it, a direct message."""
