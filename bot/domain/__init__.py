"""Frozen values and pure decisions."""
