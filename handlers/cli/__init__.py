"""The commands of `staffel`. Each is imported when it is called, so that the small ones start at once."""

import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import NoReturn

from cyclopts import App, CycloptsError, Parameter

from handlers.cli.failures import explain

app = App(
    name="staffel",
    help="Turns throwing work over the wall into handoffs that somebody has in hand.",
    version=lambda: version("staffel"),
    version_flags=["--version"],
    default_parameter=Parameter(negative=()),
    result_action="return_value",
    print_error=False,
    exit_on_error=False,
)
app.command("handlers.cli.serving:run", name="run", help="Serve until Ctrl-C or SIGTERM.")
app.command("handlers.cli.serving:demo", name="demo", help="Try Staffel in the browser, without any account.")
app.command(
    "handlers.cli.doctor:doctor", name="doctor", help="Check settings, Slack, database, organisation."
)
app.command("handlers.cli.manifest:print_manifest", name="manifest", help="Print the app manifest for Slack.")
app.command("handlers.cli.summary:summary", name="summary", help="Print the silo summary of a week.")
app.command("handlers.cli.detect:detect", name="detect", help="Tell fire-and-forget from handoffs, in texts.")

_org = App(name="org", help="The organisation: departments, rules, summary.")
_org.command("handlers.cli.org:import_file", name="import", help="Set up the workspace from a YAML file.")
_org.command("handlers.cli.org:export", name="export", help="Print the organisation as YAML.")
app.command(_org)

_export = App(name="export", help="What other programs can read.")
_export.command("handlers.cli.events:export_file", name="events", help="Write the event log as CSV.")
app.command(_export)

_import = App(name="import", help="What other programs have written.")
_import.command("handlers.cli.events:import_file", name="events", help="Bring in a history from CSV.")
app.command(_import)

_outbox = App(name="outbox", help="Messages on their way to Slack.")
_outbox.command("handlers.cli.outbox:list_waiting", name="list", help="Show what Slack does not have yet.")
_outbox.command("handlers.cli.outbox:retry", name="retry", help="Give what Slack refused another chance.")
app.command(_outbox)

_mail = App(name="mail", help="Mails that came in.")
_mail.command(
    "handlers.cli.mail:list_mails", name="list", help="Show what became of them, or which ones wait."
)
app.command(_mail)

_audit = App(name="audit", help="Who changed which setting, and what was refused to whom.")
_audit.command("handlers.cli.audit:export", name="export", help="Print the audit log as CSV.")
app.command(_audit)

_nudges = App(name="nudges", help="Reminders.")
_nudges.command("handlers.cli.nudges:effect", name="effect", help="Show whether reminders do any good.")
app.command(_nudges)

_db = App(name="db", help="The database.")
_db.command("handlers.cli.db:upgrade", name="upgrade", help="Bring the database to this version's tables.")
app.command(_db)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit: 0 all well, 1 something is wrong, 2 the call or the settings are."""
    try:
        code = app(arguments)
    except CycloptsError as error:
        print(f"{error}\n`staffel --help` tells what there is.", file=sys.stderr)
        code = 2
    except Exception as error:
        # The last place where a sentence can be made of it.
        code = explain(error)
    sys.exit(code or 0)
