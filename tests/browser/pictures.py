"""The pictures of the documents, taken on the way through tests."""

import os
from pathlib import Path

from playwright.async_api import Page

PICTURES = os.environ.get("PICTURES")


async def picture(page: Page, name: str) -> None:
    """Take a picture if PICTURES names a directory for it."""
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png")
