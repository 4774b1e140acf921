"""Debian's Chromium, driven without any download."""

import os
from pathlib import Path

import pytest

ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str:
    """Return where Chromium is; without one skip, or fail where a browser was promised."""
    path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    if Path(path).exists():
        return path
    if os.environ.get("CI") == "true" or os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(f"no Chromium at {path}; set CHROMIUM")
    pytest.skip(f"no Chromium at {path}; set CHROMIUM")
