"""The event log as other programs read and write it: one row an event. docs/event-log.md tells it to users."""
