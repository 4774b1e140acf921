"""api.test, auth.test and apps.connections.open."""

from practice.app import APP_ID, BOT_ID
from practice.values import Json
from practice.workspace import Workspace


async def api_test(ws: Workspace, args: Json) -> Json:
    """Answer that somebody is here."""
    return {"args": args}


async def auth_test(ws: Workspace, args: Json) -> Json:
    """Tell a token's owner who they are."""
    return {
        "url": ws.base_url,
        "team": ws.company.team_name,
        "user": ws.bot.name,
        "team_id": ws.company.team_id,
        "user_id": ws.bot.id,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "is_enterprise_install": False,
    }


async def connections_open(ws: Workspace, args: Json) -> Json:
    """Return the address of a new Socket Mode connection."""
    return {"url": f"{ws.base_url.replace('http', 'ws', 1)}link?ticket={ws.sockets.ticket()}&app_id={APP_ID}"}
