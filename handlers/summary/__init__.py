"""The weekly summary outside of Slack: as JSON for programs, as text for a terminal."""
