"""HTML to text; nothing is fetched or run, and tags that nobody closed lose no words."""

from html import unescape

from inscriptis import get_text

_SEEN = 300_000
"""Characters; a longer one is a newsletter, and takes the library seconds."""


def text_of(html: str) -> str:
    """Return what a reader would see, line by line."""
    seen = html[:_SEEN]
    try:
        text = get_text(seen)
    except (ValueError, AttributeError):  # lxml's own errors are among them
        text = ""
    return text if text.strip() else _stripped(seen)


def _stripped(html: str) -> str:
    """Return the text between tags: the library gives up where they are nested too deep."""
    first, *others = html.split("<")
    return unescape(" ".join([first, *(other.partition(">")[2] for other in others)]))
