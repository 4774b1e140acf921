"""Prompts about messages that only throw a matter over."""
