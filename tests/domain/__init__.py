"""The rules, tested without Slack, database, clock or network."""
