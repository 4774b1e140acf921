"""The tests of Staffel."""
