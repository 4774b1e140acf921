"""App Home: a person's desk, as it is now."""

from bot.domain.matter.lists import Listing
from bot.services.look_up import PAGE, see_desk
from handlers.slack.edge import Caller, Edge, reader_of
from handlers.slack.links import permalinks
from handlers.slack.metadata import turning
from handlers.slack.render.home import MOST, home


async def publish_home(edge: Edge, workspace: str, user: str, only: Listing | None = None) -> None:
    """Show `user` their desk in App Home as it is now; `only` one of its lists, if they chose one."""
    caller = Caller(workspace, user, key="", trigger_id="")
    desk = await see_desk(edge.unit_of_work, caller.request(edge), limit=MOST if only else PAGE)
    view = home(desk, user, await reader_of(edge, caller), permalinks(edge.team_url, desk.places), only)
    await edge.client.views_publish(user_id=user, view=view)


def renew_home(edge: Edge, caller: Caller) -> None:
    """Show the caller their desk anew, if they acted in App Home or in a form that was opened there."""
    carried = (caller.view or {}).get("private_metadata")
    if caller.at_home or (carried and turning(carried).home):
        only = chosen_list(carried) if caller.at_home else None
        edge.tasks.start(publish_home(edge, caller.workspace, caller.user, only))


async def choose_list(edge: Edge, caller: Caller, which: str) -> None:
    """Show one list of the desk alone, or all of them again."""
    edge.tasks.start(publish_home(edge, caller.workspace, caller.user, chosen_list(which)))


def chosen_list(written: object) -> Listing | None:
    """Return the list of that name; None for all of them."""
    return next((one for one in Listing if one.value == written), None)
