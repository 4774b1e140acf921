"""Routing rules that want a look: who looks after them hears of it once a month, and has one click to say that they hold."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.flows.office import Office, read
from tests.flows.weeks import monday_morning


async def neglect(office: Office) -> None:
    """Let nobody ever have reviewed the rules."""
    async with office.storage.unit_of_work.write() as work:
        known = await work.organisations.get(office.slack.team_id)
        rules = [one.model_copy(update={"reviewed": None}) for one in known.rules]
        await work.organisations.save(office.slack.team_id, known.model_copy(update={"rules": tuple(rules)}))


def reports(office: Office) -> list[str]:
    return [text for one in office.cem.dm() if "Routing-Regeln" in (text := read(one))]


def month(office: Office) -> int:
    return datetime.fromtimestamp(office.slack.clock.now(), ZoneInfo("Europe/Berlin")).month


async def test_who_looks_after_a_rule_hears_once_a_month_that_nobody_reviewed_it(office: Office) -> None:
    await neglect(office)
    await monday_morning(office)
    told = await office.told(office.cem, "Stimmen diese Routing-Regeln noch?", "Gutschrift", "Buchhaltung")
    assert "noch nie geprüft" in read(told)
    assert "Lieferung" not in read(told)
    await office.told(office.lars, "Stimmen diese Routing-Regeln noch?", "Lieferung, delivery → Logistik")
    months = {month(office)}
    while len(months) < 2:
        assert len(reports(office)) == 1
        await monday_morning(office)
        months.add(month(office))
    await office.slack.until(lambda: len(reports(office)) == 2)


async def test_one_click_says_that_a_rule_still_holds(office: Office) -> None:
    await neglect(office)
    await monday_morning(office)
    told = await office.told(office.cem, "Stimmen diese Routing-Regeln noch?")
    await office.cem.click(told, "review_rule.0")
    await office.told(office.cem, "Um deine Routing-Regeln ist gesorgt. Danke!")
    async with office.storage.unit_of_work.read() as work:
        organisation = await work.organisations.get(office.slack.team_id)
        audited = await work.audits.entries(office.slack.team_id, None)
    assert [rule.reviewed is None for rule in organisation.rules] == [False, True]
    assert [(entry.who, entry.what) for entry in audited][-1] == ("U0CEM", "rule to accounting: reviewed")


async def test_a_rule_of_others_is_not_theirs_to_review(office: Office) -> None:
    await neglect(office)
    await monday_morning(office)
    told = await office.told(office.cem, "Stimmen diese Routing-Regeln noch?")
    async with office.storage.unit_of_work.read() as work:
        before = await work.organisations.get(office.slack.team_id)
    for element in [one for block in told["blocks"] for one in block.get("elements", [])]:
        if element.get("action_id") == "review_rule.0":
            element["value"] = before.rules[1].mark
    await office.cem.click(told, "review_rule.0")
    await office.delivered()
    async with office.storage.unit_of_work.read() as work:
        after = await work.organisations.get(office.slack.team_id)
    assert after.rules == before.rules
