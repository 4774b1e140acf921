"""The organisation held against the company that Slack shows."""

from collections.abc import Iterator, Mapping

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation
from bot.domain.nudging.reaching import without_lead
from handlers.doctor.facts import Channel, Company
from handlers.doctor.findings import Finding, bad, good, odd
from handlers.org_file.checks import holiday_fault

_NO_LEAD = (
    "{name}: it has no lead, so reminders meant for one go to the admins:"
    " name a lead in org.yaml, or take the lead off its ladders"
)


def check_company(organisation: Organisation, company: Company) -> Iterator[Finding]:
    """Yield a line for every department that is well, and one for each thing that is not."""
    if not organisation.departments:
        yield bad("There is no department yet: write org.yaml and run `staffel org import org.yaml`")
        return
    for department in organisation.departments:
        wrong = [*_department(department, company)]
        yield from wrong or [good(f"{department.name}: {_told(department, company)}")]
    for key in without_lead(organisation):
        yield odd(_NO_LEAD.format(name=_name(organisation, key)))
    yield from _workspace(organisation, company)


def _department(department: Department, company: Company) -> Iterator[Finding]:
    yield from _channel(department.name, department.channel, company)
    yield from _people(department, company)
    group = department.usergroup
    if group and company.groups is not None and group not in company.groups:
        yield bad(
            f"{department.name}: there is no user group {group}, or it is switched off:"
            " mend usergroup in org.yaml, or switch it on in Slack"
        )


def _channel(whose: str, channel: str, company: Company) -> Iterator[Finding]:
    match company.channels.get(channel):
        case Channel(archived=True, name=name):
            yield bad(f"{whose}: #{name} is archived: unarchive it, or name another channel in org.yaml")
        case Channel(has_bot=False, name=name):
            yield bad(f"{whose}: Staffel is not in #{name}: write /invite @Staffel there")
        case "channel_not_found":
            yield bad(
                f"{whose}: there is no channel {channel}, or it is private and Staffel is not in it:"
                " mend channel in org.yaml, or write /invite @Staffel there"
            )
        case str() as error:
            yield odd(f"{whose}: Slack tells nothing of channel {channel} ({error})")
        case _:
            pass


def _people(department: Department, company: Company) -> Iterator[Finding]:
    if company.people is None:
        return
    if department.lead:
        yield from _person(department, "lead", department.lead, company.people)
    for member in department.members:
        if member != department.lead:
            yield from _person(department, "member", member, company.people)
    named = department.assignment
    if named[0].isupper() and not department.has(named):
        yield bad(
            f"{department.name}: assignment names {named}, who is no member: mend one of the two in org.yaml"
        )


def _person(department: Department, role: str, user: str, people: Mapping[str, bool]) -> Iterator[Finding]:
    match people.get(user):
        case None:
            yield bad(f"{department.name}: the {role} {user} is nobody in this workspace: mend org.yaml")
        case False:
            yield bad(f"{department.name}: the {role} {user} has left: mend org.yaml")
        case True:
            pass


def _told(department: Department, company: Company) -> str:
    # Who is in a user group stands in Slack; we know of it only after the first look there.
    members = (company.groups or {}).get(department.usergroup or "", department.members)
    people = len({*members, *([department.lead] if department.lead else [])})
    where = _channel_name(department.channel, company)
    mail = f", mail to {', '.join(f'{name}@' for name in department.mail)}" if department.mail else ""
    return f"{where}, {people} {'person' if people == 1 else 'people'}{mail}"


def _name(organisation: Organisation, key: str) -> str:
    department = organisation.department(key)
    return department.name if department else key


def _channel_name(channel: str, company: Company) -> str:
    known = company.channels.get(channel)
    return f"#{known.name}" if isinstance(known, Channel) else channel


def _workspace(organisation: Organisation, company: Company) -> Iterator[Finding]:
    settings = organisation.workspace
    summary = settings.summary
    if summary.channel:
        wrong = [*_channel("Silo summary", summary.channel, company)]
        where = _channel_name(summary.channel, company)
        yield from wrong or [good(f"Silo summary: {summary.day} {summary.time} in {where}")]
    else:
        yield odd(
            "No channel gets the whole silo summary: name one in org.yaml under workspace.summary.channel"
        )
    if settings.holidays is None:
        yield odd("No holidays are set: name a country in org.yaml under workspace.holidays, as in DE-BW")
    elif fault := holiday_fault(settings.holidays):
        yield bad(f"{fault}: mend workspace.holidays in org.yaml")
    else:
        yield good(f"Times: {settings.timezone}, holidays of {settings.holidays}")
    if not settings.admins:
        yield odd("No admin is named: add one in org.yaml under workspace.admins, for what is stuck")
