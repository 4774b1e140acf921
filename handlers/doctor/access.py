"""Whether our token is known and may do what the code does."""

from collections.abc import Iterator

from handlers.doctor.facts import Identity
from handlers.doctor.findings import Finding, bad, good, odd
from handlers.slack.scopes import bot_scopes

_MENDS = {
    "invalid_auth": "copy the Bot User OAuth Token again under Install App",
    "not_authed": "copy the Bot User OAuth Token again under Install App",
    "account_inactive": "the app was removed or its installer left: install it again",
    "token_revoked": "the app was removed: install it again",
    "token_expired": "switch token rotation off under OAuth & Permissions, and install the app again",
    "ekm_access_denied": "an admin of the workspace has suspended access: ask them",
    "org_login_required": "the workspace moves to Enterprise Grid: try again when that is done",
}


def check_identity(identity: Identity) -> Iterator[Finding]:
    """Yield who we are in Slack, and what the token may do too little or too much."""
    yield good(f"Slack: @{identity.bot_name} in {identity.team_name} ({identity.team})")
    needed = frozenset(bot_scopes())
    if missing := sorted(needed - identity.scopes):
        yield bad(
            f"The bot lacks the scopes {', '.join(missing)}:"
            " put what `staffel manifest` prints into App Manifest, then install the app again"
        )
    if spare := sorted(identity.scopes - needed):
        yield odd(
            f"The bot has scopes that Staffel does not use: {', '.join(spare)}; take them away if you like"
        )
    if needed == identity.scopes:
        yield good(f"Scopes: all {len(needed)}")


def refused_token(error: str) -> Finding:
    """Return what to do when Slack refuses the bot's token."""
    return bad(f"Slack refuses SLACK_BOT_TOKEN ({error}): {_MENDS.get(error, 'see what Slack says of it')}")


def refused_app_token(error: str) -> Finding:
    """Return what to do when Slack gives no socket for the app's token."""
    mend = (
        "switch Socket Mode on under Socket Mode"
        if error == "socket_mode_not_enabled"
        else "create one with the scope connections:write under Basic Information → App-Level Tokens"
    )
    return bad(f"Slack opens no socket for SLACK_APP_TOKEN ({error}): {mend}")
