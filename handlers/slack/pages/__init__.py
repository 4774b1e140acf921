"""Clicks and forms on the pages of leads and admins."""
