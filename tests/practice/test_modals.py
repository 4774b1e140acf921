"""Forms, as a person fills them and a bot reads them."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from practice import Person, Practice
from tests.practice.conftest import Connect
from tests.practice.kit import Json, actions, button, field, modal, options, section


class Bot:
    """Opens `form` from a shortcut and answers its submission with `answer`; it remembers what it got."""

    def __init__(self, bolt: AsyncApp) -> None:
        self.form: Json = modal(field("what"))
        self.answer: Json = {}
        self.got: list[Json] = []
        bolt.shortcut("new_todo")(self.open)
        bolt.view("todo")(self.submitted)
        bolt.view_closed("todo")(self.note)
        bolt.action({"block_id": "urgency"})(self.note)
        bolt.action("go")(self.note)
        bolt.options("who")(self.suggest)

    async def open(self, ack: Any, body: Json, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=self.form)
        await ack()

    async def submitted(self, ack: Any, body: Json) -> None:
        self.got.append(body)
        await ack(**self.answer)

    async def note(self, ack: Any, body: Json) -> None:
        self.got.append(body)
        await ack()

    async def suggest(self, ack: Any, body: Json) -> None:
        self.got.append(body)
        await ack(options=options("mueller"))


@pytest.fixture
async def bot(bolt: AsyncApp, connect: Connect) -> Bot:
    bot = Bot(bolt)
    await connect(bolt)
    return bot


@pytest.fixture
def anna(slack: Practice) -> Person:
    return slack.person("U0ANNA")


def view_of(person: Person) -> Json:
    assert person.view is not None
    return person.view


async def test_what_is_typed_reaches_the_bot(anna: Person, bot: Bot) -> None:
    bot.form = modal(
        field("what"),
        field("urgency", type="static_select", options=options("high", "low")),
        field("due", type="datetimepicker"),
        field("day", type="datepicker"),
        field("loud", type="checkboxes", options=options("yes")),
        field("tags", type="multi_static_select", options=options("a", "b", "c")),
        field("owner", type="users_select"),
        field("amount", type="number_input", is_decimal_allowed=True),
        field("kind", type="radio_buttons", options=options("x", "y")),
        field("note", optional=True),
    )
    assert (await anna.shortcut("new_todo")).ok
    anna.fill(what="Milch", urgency="high", due=1_764_000_000, day="2026-11-24", loud=True, tags=["a", "c"])
    anna.fill(owner="U0BEN", amount="1.5", kind="y")
    assert (await anna.submit()).ok
    values = bot.got[0]["view"]["state"]["values"]
    assert {name: next(iter(value.values())) for name, value in values.items()} == {
        "what": {"type": "plain_text_input", "value": "Milch"},
        "urgency": {"type": "static_select", "selected_option": options("high")[0]},
        "due": {"type": "datetimepicker", "selected_date_time": 1_764_000_000},
        "day": {"type": "datepicker", "selected_date": "2026-11-24"},
        "loud": {"type": "checkboxes", "selected_options": options("yes")},
        "tags": {"type": "multi_static_select", "selected_options": options("a", "c")},
        "owner": {"type": "users_select", "selected_user": "U0BEN"},
        "amount": {"type": "number_input", "value": "1.5"},
        "kind": {"type": "radio_buttons", "selected_option": options("y")[0]},
        "note": {"type": "plain_text_input", "value": None},
    }
    assert anna.view is None


async def test_initial_values_are_there_without_typing(anna: Person, bot: Bot) -> None:
    bot.form = modal(
        field("what", initial_value="Brot"),
        field("urgency", type="static_select", options=options("high"), initial_option=options("high")[0]),
    )
    await anna.shortcut("new_todo")
    assert (await anna.submit()).ok
    values = bot.got[0]["view"]["state"]["values"]
    assert values["what"]["what"]["value"] == "Brot"
    assert values["urgency"]["urgency"]["selected_option"]["value"] == "high"


async def test_the_client_refuses_what_slacks_client_refuses(anna: Person, bot: Bot) -> None:
    bot.form = modal(
        field("what", max_length=5, min_length=2),
        field("urgency", type="static_select", options=options("high")),
        field("mail", type="email_text_input", optional=True),
    )
    await anna.shortcut("new_todo")
    with pytest.raises(ValueError, match="what is required; urgency is required"):
        await anna.submit()
    with pytest.raises(ValueError, match="at most 5"):
        anna.fill(what="zu lang")
    with pytest.raises(ValueError, match="not offered"):
        anna.fill(urgency="medium")
    with pytest.raises(KeyError, match="nowhere"):
        anna.fill(nowhere="x")
    anna.fill(what="x", urgency="high", mail="kein-at")
    with pytest.raises(ValueError, match="what needs at least 2 characters; mail is not an e-mail address"):
        await anna.submit()
    assert bot.got == []


async def test_field_errors_keep_the_form_open(anna: Person, bot: Bot) -> None:
    bot.answer = {"response_action": "errors", "errors": {"what": "gibt es schon"}}
    await anna.shortcut("new_todo")
    anna.fill(what="Milch")
    ack = await anna.submit()
    assert (ack.ok, ack.errors) == (True, {"what": "gibt es schon"})
    assert view_of(anna)["state"]["values"]["what"]["what"]["value"] == "Milch"
    bot.answer = {"response_action": "errors", "errors": {"elsewhere": "?"}}
    await anna.submit()
    assert anna.errors == ["We had some trouble connecting. Try again?"]


async def test_a_submission_updates_pushes_or_clears(anna: Person, bot: Bot) -> None:
    await anna.shortcut("new_todo")
    anna.fill(what="Milch")
    bot.answer = {"response_action": "push", "view": modal(field("more"), private_metadata="2")}
    await anna.submit()
    assert [view["private_metadata"] for view in anna.views] == ["", "2"]
    assert view_of(anna)["previous_view_id"] == view_of(anna)["root_view_id"] == anna.views[0]["id"]
    anna.fill(more="x")
    bot.answer = {"response_action": "update", "view": modal(section("fertig"), private_metadata="3")}
    await anna.submit()
    assert [view["private_metadata"] for view in anna.views] == ["", "3"]
    bot.answer = {"response_action": "update", "view": {"type": "modal"}}
    await anna.submit()
    assert anna.errors == ["We had some trouble connecting. Try again?"]
    bot.answer = {"response_action": "clear"}
    await anna.submit()
    assert anna.views == []


async def test_an_update_keeps_what_was_typed_where_block_and_action_stay(
    anna: Person, bot: Bot, client: AsyncWebClient
) -> None:
    bot.form = modal(field("what"), field("urgency", type="static_select", options=options("high", "low")))
    await anna.shortcut("new_todo")
    anna.fill(what="Milch", urgency="high")
    view = view_of(anna)
    changed = modal(
        field("what", initial_value="Brot"),
        field("urgency", type="static_select", options=options("low")),
        field("new", initial_value="neu"),
    )
    await client.views_update(view_id=view["id"], hash=view["hash"], view=changed)
    values = view_of(anna)["state"]["values"]
    assert values["what"]["what"]["value"] == "Milch"
    assert values["urgency"]["urgency"]["selected_option"] is None
    assert values["new"]["new"]["value"] == "neu"
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=view["id"], hash=view["hash"], view=changed)
    with pytest.raises(SlackApiError, match="not_found"):
        await client.views_update(view_id="V0NONE", view=changed)


async def test_a_field_that_dispatches_tells_the_bot_at_once(anna: Person, bot: Bot) -> None:
    bot.form = modal(
        field("what"), field("urgency", dispatch=True, type="static_select", options=options("high", "low"))
    )
    await anna.shortcut("new_todo")
    assert await anna.choose("what", "Milch") is None
    ack = await anna.choose("urgency", "low")
    assert ack is not None
    assert ack.ok
    body = bot.got[0]
    assert (body["type"], body["container"]) == (
        "block_actions",
        {"type": "view", "view_id": view_of(anna)["id"]},
    )
    assert body["actions"][0]["selected_option"]["value"] == "low"
    assert body["view"]["state"]["values"]["what"]["what"]["value"] == "Milch"


async def test_buttons_in_a_form(anna: Person, bot: Bot) -> None:
    bot.form = modal(actions(button("go", "7"), button("go2")))
    await anna.shortcut("new_todo")
    assert (await anna.click(view_of(anna), "go")).ok
    assert bot.got[0]["actions"][0]["value"] == "7"
    assert "state" in bot.got[0]["view"]


async def test_options_from_the_bot(anna: Person, bot: Bot) -> None:
    bot.form = modal(field("who", type="external_select"))
    await anna.shortcut("new_todo")
    with pytest.raises(ValueError, match="not offered"):
        anna.fill(who="mueller")
    assert await anna.suggest("who", "mü") == {"options": options("mueller")}
    assert (bot.got[0]["type"], bot.got[0]["value"], bot.got[0]["action_id"]) == (
        "block_suggestion",
        "mü",
        "who",
    )
    anna.fill(who="mueller")
    assert (await anna.submit()).ok


async def test_closing_is_told_where_the_view_asks_for_it(anna: Person, bot: Bot) -> None:
    bot.form = modal(field("what"), notify_on_close=True, private_metadata="m")
    await anna.shortcut("new_todo")
    await anna.close()
    assert (bot.got[0]["type"], bot.got[0]["is_cleared"], bot.got[0]["view"]["private_metadata"]) == (
        "view_closed",
        False,
        "m",
    )
    bot.form = modal(field("what"))
    await anna.shortcut("new_todo")
    await anna.close()
    assert len(bot.got) == 1
    with pytest.raises(LookupError):
        await anna.close()


async def test_a_trigger_opens_once_and_only_for_a_while(
    slack: Practice, bolt: AsyncApp, connect: Connect, client: AsyncWebClient
) -> None:
    triggers: list[str] = []

    @bolt.shortcut("new_todo")
    async def _(ack: Any, body: Json) -> None:
        triggers.append(body["trigger_id"])
        await ack()

    await connect(bolt)
    anna = slack.person("U0ANNA")
    await anna.shortcut("new_todo")
    await client.views_open(trigger_id=triggers[0], view=modal())
    for trigger, error in [(triggers[0], "exchanged_trigger_id"), ("1.2.x", "invalid_trigger_id")]:
        with pytest.raises(SlackApiError, match=error):
            await client.views_open(trigger_id=trigger, view=modal())
    slack.timing.trigger = 0.0
    await anna.shortcut("new_todo")
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id=triggers[1], view=modal())


async def test_three_views_are_the_most(slack: Practice, anna: Person, client: AsyncWebClient) -> None:
    def trigger() -> str:
        return slack.workspace.triggers.new(anna.id)

    with pytest.raises(SlackApiError, match="not_found"):
        await client.views_push(trigger_id=trigger(), view=modal())
    await client.views_open(trigger_id=trigger(), view=modal(external_id="one"))
    await client.views_push(trigger_id=trigger(), view=modal())
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        await client.views_push(trigger_id=trigger(), view=modal(external_id="one"))
    await client.views_push(trigger_id=trigger(), view=modal())
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await client.views_push(trigger_id=trigger(), view=modal())
    with pytest.raises(SlackApiError, match="view_too_large"):
        await client.views_open(trigger_id=trigger(), view=modal(*[section("x" * 2900) for _ in range(100)]))


async def test_a_bot_that_does_not_answer_leaves_the_form_open(
    slack: Practice, anna: Person, bot: Bot
) -> None:
    await anna.shortcut("new_todo")
    anna.fill(what="Milch")
    slack.weather.offline = True
    assert not (await anna.submit()).ok
    assert anna.errors == ["We had some trouble connecting. Try again?"]
    assert anna.view is not None


async def test_what_the_manifest_does_not_offer_cannot_be_chosen(anna: Person) -> None:
    with pytest.raises(KeyError, match="no global shortcut"):
        await anna.shortcut("message_todo")
    with pytest.raises(LookupError, match="no view open"):
        anna.fill(what="x")
