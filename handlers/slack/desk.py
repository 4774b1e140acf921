"""App Home: a person's desk, as it is now."""

from bot.services.look_up import see_desk
from handlers.slack.edge import Caller, Edge, reader_of
from handlers.slack.links import permalinks
from handlers.slack.metadata import turning
from handlers.slack.render.home import home


async def publish_home(edge: Edge, workspace: str, user: str) -> None:
    """Show `user` their desk in App Home as it is now."""
    caller = Caller(workspace, user, key="", trigger_id="")
    desk = await see_desk(edge.unit_of_work, caller.request(edge))
    view = home(desk, user, await reader_of(edge, caller), permalinks(edge.team_url, desk.places))
    await edge.client.views_publish(user_id=user, view=view)


def renew_home(edge: Edge, caller: Caller) -> None:
    """Show the caller their desk anew, if they acted in App Home or in a form that was opened there."""
    carried = (caller.view or {}).get("private_metadata")
    if caller.at_home or (carried and turning(carried).home):
        edge.tasks.start(publish_home(edge, caller.workspace, caller.user))
