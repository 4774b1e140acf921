"""The use cases, tested on the real storage."""
