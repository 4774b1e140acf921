"""Identifiers that look like Slack's and come out the same in every run of a test."""


class Ids:
    """Counts upwards; one counter for all kinds keeps every id unique."""

    def __init__(self, last: int = 0) -> None:
        self.last = last

    def new(self, prefix: str) -> str:
        """Return the next id of a kind, e.g. `V0000000007` for a view."""
        self.last += 1
        return f"{prefix}{self.last:010d}"

    def short(self) -> str:
        """Return an id as Slack gives it to blocks and elements that a bot left without one."""
        self.last += 1
        return f"b{self.last:04d}"
