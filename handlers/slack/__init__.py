"""Slack's edge: payloads become commands, state becomes Block Kit."""
