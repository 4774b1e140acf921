"""The examination, from the settings to the last department; what one part lacks, the later ones do without."""

from collections.abc import AsyncIterator

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.company.organisation import UNCLAIMED, Organisation
from bot.domain.guest.budget import Spent
from bot.services.export_organisation import export_organisation
from handlers.clock import system_clock
from handlers.doctor.access import check_identity, refused_app_token, refused_token
from handlers.doctor.company import check_company
from handlers.doctor.facts import Identity
from handlers.doctor.findings import Finding, Level, bad, good, odd
from handlers.doctor.model import check_model, check_spending
from handlers.doctor.setup import check_database, check_settings
from handlers.doctor.slack import company_of, identity_of, open_socket, patient
from handlers.manifest import EVENTS_PATH
from handlers.settings import Settings, SettingsError, load_settings
from handlers.slack.client import slack_client
from handlers.slack.errors import UNREACHABLE, error_name
from storage.database import open_storage


async def examine() -> AsyncIterator[Finding]:
    """Yield what is found, as it is found."""
    for finding in check_settings():
        yield finding
    try:
        settings = load_settings()
    except SettingsError:
        return  # told above; with half of the settings the rest would only mislead
    database = await check_database(settings)
    yield database
    yield await check_model(settings)
    async with slack_client(settings) as client:
        try:
            async for finding in _examine_slack(settings, patient(client), database.level):
                yield finding
        except UNREACHABLE as error:
            yield bad(
                f"Slack cannot be reached at {settings.slack_api_url} ({type(error).__name__}):"
                " see that this machine may connect there"
            )


async def _examine_slack(
    settings: Settings, client: AsyncWebClient, database: Level
) -> AsyncIterator[Finding]:
    async for finding in _way_in(settings, client):
        yield finding
    if settings.slack_bot_token is None:
        return
    try:
        identity = await identity_of(client)
    except SlackApiError as error:
        yield refused_token(error_name(error))
        return
    for finding in check_identity(identity):
        yield finding
    if database is Level.GOOD:
        async for finding in _examine_company(settings, client, identity):
            yield finding


async def _way_in(settings: Settings, client: AsyncWebClient) -> AsyncIterator[Finding]:
    if settings.slack_app_token:
        try:
            await open_socket(client, settings.slack_app_token.get_secret_value())
            yield good("Socket Mode: Slack opens a socket")
        except SlackApiError as error:
            yield refused_app_token(error_name(error))
    elif settings.slack_signing_secret:
        yield odd(
            f"HTTP: Slack has to be told https://<your address>{EVENTS_PATH} (`staffel manifest --http` does it);"
            " whether it arrives cannot be seen from here"
        )


async def _examine_company(
    settings: Settings, client: AsyncWebClient, identity: Identity
) -> AsyncIterator[Finding]:
    organisation, spent = await _organisation(settings, identity.team)
    if organisation is None:
        yield bad("There is no organisation yet: write org.yaml and run `staffel org import org.yaml`")
        return
    for finding in check_spending(settings, spent):
        yield finding
    for finding in check_company(organisation, await company_of(client, organisation)):
        yield finding


async def _organisation(settings: Settings, team: str) -> tuple[Organisation | None, Spent]:
    async with open_storage(settings.database_url.get_secret_value()) as storage:
        async with storage.unit_of_work.read() as work:
            known = await work.organisations.workspaces()
            spent = await work.spendings.of_day(team, system_clock().date())
        ours = next((name for name in (team, UNCLAIMED) if name in known), None)
        return (await export_organisation(storage.unit_of_work, ours) if ours else None), spent
