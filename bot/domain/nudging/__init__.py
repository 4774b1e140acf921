"""Nudges: ladders, who is reached and when, batches within a budget."""
