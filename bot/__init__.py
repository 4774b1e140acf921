"""The rules of a handoff: no Slack, no SQL, no network, no clock, no settings."""
