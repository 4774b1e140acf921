"""Links to messages, built without asking Slack: a look-up for each would cost an API call."""


def permalink(team_url: str, channel: str, ts: str) -> str:
    """Return Slack's own permanent link to a message, as its menu *Copy link* gives it."""
    return f"{team_url.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}"
