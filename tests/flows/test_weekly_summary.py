"""Monday morning: the weekly summary in every channel, /silo, and what its buttons do."""

import csv
import io
from datetime import timedelta

import aiohttp
import pytest
from structlog.testing import capture_logs

from handlers.app import running
from handlers.slack.scopes import SCOPES
from practice.membership import member_left
from tests.flows.office import CHANNELS, Json, Office, read, settings_for
from tests.flows.weeks import bring_in, live_through_the_week, monday_morning

PATIENCE = 180.0
TITLE = "Übergaben in KW 46"
SENTENCE = "23 Übergaben, 22 abgeschlossen. Vertrieb → Logistik stockt: 5 von 9 wurden in der Zeit angenommen"


async def the_post(office: Office, channel: str = "C0ALLE", title: str = TITLE) -> Json:
    """Wait for the post of the week in a channel, however long its picture takes to draw; return it."""
    return await office.slack.until(
        lambda: next((one for one in office.sofia.messages(channel) if title in read(one)), None), PATIENCE
    )


async def posts(office: Office, channel: str) -> list[Json]:
    """Return what stands in a channel when nothing is on its way any more."""
    await office.delivered(PATIENCE)
    return [one for one in office.sofia.messages(channel) if "table" in kinds(one)]


def kinds(message: Json) -> list[str]:
    return [block["type"] for block in message.get("blocks", [])]


def whispers(office: Office, name: str, channel: str = "C0ALLE") -> list[Json]:
    return [one for one in getattr(office, name).messages(channel) if one.get("is_ephemeral")]


async def answered(office: Office, name: str, text: str) -> str:
    """Type a command that is answered after the ack; return the answer."""
    before = len(whispers(office, name))
    ack = await getattr(office, name).command(text, channel="C0ALLE")
    assert not ack.body
    await office.slack.until(lambda: len(whispers(office, name)) > before)
    return read(whispers(office, name)[-1])


async def test_on_monday_at_nine_every_channel_has_one_complete_post(office: Office) -> None:
    await live_through_the_week(office)
    await monday_morning(office)
    post = await the_post(office)
    assert SENTENCE in read(post)
    assert kinds(post)[:4] == ["header", "rich_text", "image", "table"]
    own = await the_post(office, "C0LOG", "Logistik: Handoffs in week 46")
    assert "9 handoffs, 8 closed. Vertrieb → Logistik is stuck" in read(own)
    assert "Kundendienst" not in read(own)
    for channel in ("C0ALLE", "C0SALES", "C0SERVICE", "C0ACC", "C0LOG"):
        assert len(await posts(office, channel)) == 1
    for quiet in ("C0IT", "C0LEGAL"):  # three handoffs each way are too few for a post of their own
        assert await posts(office, quiet) == []


async def test_the_picture_is_there_for_everybody(office: Office) -> None:
    await live_through_the_week(office)
    await monday_morning(office)
    (image,) = [block for block in (await the_post(office))["blocks"] if block["type"] == "image"]
    assert "Vertrieb → Logistik: 5 von 9" in image["alt_text"]
    file = office.slack.workspace.files.by_id[image["slack_file"]["id"]]
    assert file.channels == []
    assert file.data
    assert file.data.startswith(b"\x89PNG")


async def test_a_restart_and_a_second_process_post_nothing_again(office: Office, database_url: str) -> None:
    await live_through_the_week(office)
    async with running(settings_for(office.slack, database_url)):
        await monday_morning(office)
        await the_post(office)
        assert len(await posts(office, "C0ALLE")) == 1
    async with running(settings_for(office.slack, database_url)):
        await office.slack.clock.skip(3600)
        assert len(await posts(office, "C0ALLE")) == 1
        assert len(await posts(office, "C0LOG")) == 1


async def test_whoever_starts_on_monday_afternoon_finds_it_posted_then(
    office: Office, database_url: str
) -> None:
    await live_through_the_week(office)
    office.slack.weather.offline = True
    await monday_morning(office)
    await office.slack.clock.skip(6 * 3600)
    office.slack.weather.offline = False
    await office.slack.clock.skip(3600)
    assert len([await the_post(office)]) == len(await posts(office, "C0ALLE")) == 1


async def test_slack_may_look_at_the_picture_first(office: Office) -> None:
    await live_through_the_week(office)
    office.slack.timing.file = 0.2
    await monday_morning(office)
    assert "image" in kinds(await the_post(office))


async def test_without_leave_to_upload_the_post_comes_and_says_that_the_picture_is_missing(
    office: Office,
) -> None:
    await live_through_the_week(office)
    app = office.slack.workspace.app
    object.__setattr__(app, "scopes", app.scopes - {"files:write"})
    with capture_logs() as logs:
        await monday_morning(office)
        post = await the_post(office)
    assert "image" not in kinds(post)
    assert "Das Bild ließ sich diesmal nicht erstellen; die Zahlen sind vollständig." in read(post)
    assert SENTENCE in read(post)
    assert "missing_scope" in [entry.get("error") for entry in logs if entry["event"] == "picture_missing"]
    assert {scope for method in SCOPES if method.startswith("files.") for scope in SCOPES[method]} == {
        "files:write"
    }


async def test_a_picture_that_slack_never_shows_is_left_out(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await live_through_the_week(office)
    monkeypatch.setattr("handlers.slack.sender._LOOKED_AT", (0.0, 0.0))
    office.slack.timing.file = 10.0**9
    await monday_morning(office)
    assert "Das Bild ließ sich diesmal nicht erstellen" in read(await the_post(office))
    assert len(await posts(office, "C0ALLE")) == 1


async def test_bad_weather_leads_to_one_complete_post(office: Office) -> None:
    await live_through_the_week(office)
    weather = office.slack.weather
    weather.error_500, weather.reset_before, weather.reset_after = 0.3, 0.1, 0.3
    await monday_morning(office)
    for _ in range(40):
        await office.slack.clock.skip(60)
    weather.calm()
    await office.slack.clock.skip(3600)
    await the_post(office)
    for channel in ("C0ALLE", "C0SALES", "C0LOG"):
        assert len(await posts(office, channel)) == 1


async def test_if_the_channel_is_gone_the_admin_is_told_and_the_others_get_theirs(office: Office) -> None:
    await live_through_the_week(office)
    workspace = office.slack.workspace
    await member_left(workspace, office.slack.bot_user_id, workspace.company.channels["C0ALLE"])
    await monday_morning(office)
    await office.slack.until(
        lambda: any("/invite @Staffel" in read(one) for one in office.sofia.dm()), PATIENCE
    )
    await the_post(office, "C0LOG", "Logistik: Handoffs in week 46")


async def test_a_figure_is_explained_with_its_values(office: Office) -> None:
    monday = await live_through_the_week(office)
    await monday_morning(office)
    post = await the_post(office)
    week = f"{monday.year}-W46"
    await office.anna.click(post, "explain_figure", f"accept_target:{week}:")
    view = await office.slack.until(lambda: office.anna.view)
    assert "Von allen Angeboten, deren Zeit in der Woche um war" in read(view)
    assert "Vertrieb → Logistik: 5 von 9" in read(view)


async def test_a_click_that_slack_brings_three_times_sends_one_file(office: Office) -> None:
    monday = await live_through_the_week(office)
    await monday_morning(office)
    post = await the_post(office)
    office.slack.weather.copies = 3
    await office.anna.click(post, "more", f"summary_csv:{monday.year}-W46:")
    await office.slack.until(lambda: "CSV" in str([read(one) for one in whispers(office, "anna")]))
    assert len([one for one in office.anna.dm() if one.get("files")]) == 1


async def test_my_department_is_shown_to_me_alone(office: Office) -> None:
    await live_through_the_week(office)
    await monday_morning(office)
    await office.cem.click(await the_post(office), "my_department")
    answer = await office.whispered(office.cem, "C0ALLE")
    assert "Buchhaltung: Übergaben in KW 46" in read(answer)
    assert "Logistik" not in read(answer)


async def test_the_figures_can_be_taken_along_as_a_file(office: Office) -> None:
    monday = await live_through_the_week(office)
    await monday_morning(office)
    await office.anna.click(await the_post(office), "more", f"summary_csv:{monday.year}-W46:")
    await office.slack.until(lambda: any(one.get("files") for one in office.anna.dm()))
    (file,) = next(one["files"] for one in office.anna.dm() if one.get("files"))
    async with aiohttp.ClientSession() as http, http.get(file["url_private"]) as shown:
        lines = list(csv.DictReader(io.StringIO(await shown.text())))
    flow = next(line for line in lines if (line["from"], line["to"]) == ("sales", "logistics"))
    assert (flow["accept_target_k"], flow["accept_target_n"]) == ("5", "9")
    assert [line["shown"] for line in lines if line["from"] == "it"] == ["no"]
    await office.slack.until(lambda: "CSV" in str([read(one) for one in whispers(office, "anna")]))


async def test_how_it_is_measured_can_be_read(office: Office) -> None:
    monday = await live_through_the_week(office)
    await monday_morning(office)
    await office.anna.click(await the_post(office), "more", f"how_measured:{monday.year}-W46:")
    view = await office.slack.until(lambda: office.anna.view)
    assert "Niemand wird genannt, verglichen oder gestoppt" in read(view)


async def test_silo_shows_the_same_figures_to_one_person_in_their_language(office: Office) -> None:
    monday = await live_through_the_week(office)
    await monday_morning(office)
    await the_post(office)
    assert SENTENCE in await answered(office, "anna", "/silo")
    assert "23 handoffs, 22 closed." in await answered(office, "ben", f"/silo week {monday.year}-W46")
    assert "Logistik: Übergaben in KW 46" in await answered(office, "cem", "/silo department LOGISTIK")
    assert "Logistik: Übergaben in KW 46" in await answered(
        office, "cem", "/silo abteilung <#C0LOG|logistik>"
    )
    assert len(await posts(office, "C0ALLE")) == 1


async def test_a_month_is_the_weeks_side_by_side(office: Office) -> None:
    monday = await live_through_the_week(office)
    await monday_morning(office)
    await the_post(office)
    assert "noch keine zwei Wochen" in await answered(office, "anna", "/silo month")
    await office.slack.clock.skip(6 * 86_400)
    await bring_in(office, monday + timedelta(days=7), "X")
    await monday_morning(office)
    await the_post(office, title="Übergaben in KW 47")
    month = await answered(office, "anna", "/silo month")
    assert "Übergaben, Woche für Woche" in month
    assert {"table", "data_visualization"} <= set(kinds(whispers(office, "anna")[-1]))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "department Logistk",
            "Eine Abteilung „Logistk“ gibt es hier nicht. /silo abteilung mit einem Namen zeigt eine",
        ),
        ("department", "/silo abteilung mit einem Namen zeigt eine von diesen: Vertrieb, Kundendienst,"),
        ("week 2026-46", "„2026-46“ ist keine Woche."),
        ("week 2199-W01", "Diese Woche ist noch nicht vorbei."),
        ("week 2019-W01", "Diese Woche ist zu lange her."),
    ],
)
async def test_what_cannot_be_shown_is_said_kindly(office: Office, typed: str, said: str) -> None:
    assert said in await answered(office, "anna", f"/silo {typed}")


async def test_help_says_what_can_be_asked(office: Office) -> None:
    for typed in ("help", "hilfe", "irgendwas"):
        ack = await office.anna.command(f"/silo {typed}", channel="C0ALLE")
        assert "Abteilungen, nie Menschen" in read(ack.body)


async def test_no_message_and_no_log_names_a_person(office: Office) -> None:
    with capture_logs() as logs:
        await live_through_the_week(office)
        await monday_morning(office)
        await the_post(office)
        await answered(office, "anna", "/silo")
    said = [str(one) for channel in [*CHANNELS.values(), "C0ALLE"] for one in await posts(office, channel)]
    assert not [text for text in [*said, *map(str, logs)] if "U0SENDER" in text or "U0RECEIVER" in text]
