"""`staffel manifest`: what Slack has to know of the app."""

import json

from bot.errors import StaffelError
from handlers.manifest import manifest


def print_manifest(*, socket: bool = False, http: str | None = None, name: str = "Staffel") -> None:
    """Print the app manifest as JSON: paste it at api.slack.com/apps → Create New App → From a manifest.

    Parameters
    ----------
    socket
        Slack is reached by Socket Mode, without a public address; the default.
    http
        Slack sends to this address instead, as in https://staffel.example.com.
    name
        What the app is called in Slack.
    """
    if socket and http:
        raise StaffelError("--socket and --http exclude each other")
    print(json.dumps(manifest(http, name), indent=2, ensure_ascii=False))
