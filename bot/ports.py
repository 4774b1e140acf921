"""What the services need from outside, as protocols; storage and handlers fulfil them.

All times are aware and in UTC. Every method names its workspace; no answer crosses workspaces.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.backlog import Backlog
from bot.domain.batches import Pending, Plan, Quiet
from bot.domain.effects import Effect
from bot.domain.event_log.rebuilding import Rebuilt
from bot.domain.event_log.rows import BadRow, LogRow
from bot.domain.events import Event
from bot.domain.handoff import Handoff
from bot.domain.listeners import Listener
from bot.domain.lists import Listing, Page
from bot.domain.messages import Message
from bot.domain.nudges import Nudge
from bot.domain.organisation import Organisation
from bot.domain.outbox import OutboxRow, Outcome, Sent
from bot.domain.pacing import Rates
from bot.domain.people import Person
from bot.domain.postings import Posting
from bot.domain.preferences import Preferences
from bot.domain.summary.cases import Entry, Head
from bot.domain.summary.release import Release
from bot.domain.troubles import Trouble
from bot.domain.waiting import Waiting

Clock = Callable[[], datetime]
"""Returns now, in UTC."""


class Organisations(Protocol):
    """Workspaces with their departments and rules."""

    async def workspaces(self) -> list[str]:
        """Return the ids of all workspaces."""
        ...

    async def get(self, workspace: str) -> Organisation:
        """Return the organisation; an empty one for a workspace that is not set up."""
        ...

    async def save(self, workspace: str, organisation: Organisation) -> None:
        """Replace the organisation by this one. Members of departments with a user group are kept as they are."""
        ...

    async def adopt(self, old: str, new: str) -> None:
        """Give the workspace `old`, set up before Slack was connected, the id that Slack told."""
        ...

    async def set_members(self, workspace: str, usergroup: str, members: Sequence[str]) -> None:
        """Set the members of every department that follows `usergroup`."""
        ...


class Handoffs(Protocol):
    """Handoffs and their event logs."""

    async def next_number(self, workspace: str) -> int:
        """Return the next number of the workspace; one that is not used may be left out, and is never given twice."""
        ...

    async def add(self, handoff: Handoff) -> None:
        """Store a new handoff."""
        ...

    async def get(self, workspace: str, number: int) -> Handoff | None:
        """Return the handoff as it stands, if there is one."""
        ...

    async def made_from(self, workspace: str, channel: str, ts: str) -> list[Handoff]:
        """Return the open handoffs that were made from this message."""
        ...

    async def some(self, workspace: str, numbers: Collection[int], *, hold: bool = False) -> list[Handoff]:
        """Return these handoffs, in order of their numbers.

        `hold`: only those that nobody is changing just now, locked until the commit.
        """
        ...

    async def save(self, handoff: Handoff) -> None:
        """Store a changed handoff and raise its version; raise ConflictError if it changed since it was loaded."""
        ...

    async def log(self, workspace: str, number: int, events: Sequence[Event]) -> None:
        """Append to the event log."""
        ...

    async def log_all(self, workspace: str, events: Mapping[int, Sequence[Event]]) -> None:
        """Append to the event logs of many handoffs, by number."""
        ...

    async def history(self, workspace: str, number: int) -> list[Event]:
        """Return the event log of one handoff, oldest first."""
        ...

    async def event(self, workspace: str, number: int, sequence: int) -> Event | None:
        """Return one entry of the log."""
        ...

    async def page(
        self,
        workspace: str,
        listing: Listing,
        user: str,
        departments: Sequence[str],
        *,
        offset: int,
        limit: int,
    ) -> Page:
        """Return a page of one of a person's lists, the urgent and the oldest first."""
        ...

    async def find(self, workspace: str, text: str, *, offset: int, limit: int) -> Page:
        """Return the handoffs whose texts hold every word of `text` (or a beginning of it), the newest first."""
        ...

    async def count_open(self, workspace: str, departments: Sequence[str]) -> dict[str, int]:
        """Return how many open handoffs lie with each of these departments, where there are any."""
        ...


class Inbox(Protocol):
    """What has arrived, so that nothing takes effect twice."""

    async def take(self, workspace: str, key: str, now: datetime) -> bool:
        """Return True the first time a key arrives; it is kept when the transaction commits."""
        ...

    async def answer(self, workspace: str, key: str, answer: Mapping[str, object]) -> None:
        """Keep the answer, so that a redelivery gets the same."""
        ...

    async def answered(self, workspace: str, key: str) -> Mapping[str, object] | None:
        """Return the answer that was kept under `key`, or None."""
        ...

    async def older(self, workspace: str, before: datetime, *, after: str, limit: int) -> list[str]:
        """Return keys that arrived earlier than `before`, in order, those that follow `after`."""
        ...

    async def drop(self, workspace: str, keys: Sequence[str]) -> None:
        """Forget these keys."""
        ...


class Outbox(Protocol):
    """Messages on their way to Slack."""

    async def put(self, workspace: str, messages: Sequence[Message], now: datetime) -> None:
        """Queue messages. One that is queued already is wanted anew (a card) or stays as it is (the others)."""
        ...

    async def backlog(self, now: datetime) -> Backlog:
        """Return how much is on its way, of all workspaces together."""
        ...

    async def where(self, workspace: str, key: str) -> Sent | None:
        """Return where the message of that key stands in Slack, if it was sent."""
        ...

    async def waiting(self, workspace: str, *, limit: int) -> list[Waiting]:
        """Return messages that Slack does not have yet, the dead first, then the oldest."""
        ...

    async def count_waiting(self, workspace: str, to: str) -> int:
        """Return how many messages to this channel or person Slack does not have yet."""
        ...

    async def revive(
        self, workspace: str, now: datetime, ids: Sequence[int] | None = None, to: str | None = None
    ) -> int:
        """Make dead messages due again, all of them or those with `ids` or to one channel; return how many."""
        ...

    async def finished(self, workspace: str, before: datetime, *, after: int, limit: int) -> list[int]:
        """Return the ids of messages that were sent earlier than `before` and will not change, those over `after`."""
        ...

    async def drop(self, workspace: str, ids: Sequence[int]) -> None:
        """Forget these messages, as far as Slack has them."""
        ...

    async def next_due(self) -> datetime | None:
        """Return when the next message is due, if any waits."""
        ...


class Cards(Protocol):
    """The cards in Slack, which show the present state of their handoffs."""

    async def want_anew(self, workspace: str, keys: Sequence[str], now: datetime) -> None:
        """Let those of these cards that were queued before show the present state; the dead stay dead."""
        ...

    async def renew_live(self, workspace: str, number: int, now: datetime) -> None:
        """Let the messages about a handoff that depend on its state show the present one."""
        ...

    async def renew_batches(self, workspace: str, recipient: str, number: int, now: datetime) -> None:
        """Let the batches in which a handoff stands for this recipient show what holds, however old they are."""
        ...

    async def places(self, workspace: str, handoffs: Sequence[Handoff]) -> dict[int, Sent]:
        """Return where the card of each handoff's present hop stands, by number, where one does."""
        ...

    async def at(self, workspace: str, where: Sent) -> Message | None:
        """Return the card that stands there, if one does."""
        ...

    async def forget(self, workspace: str, key: str, now: datetime) -> None:
        """Let the card of that key be posted as a new message: where it stood, it is no more."""
        ...


class Deliveries(Protocol):
    """What deliverers do with the outbox."""

    async def claim(
        self, now: datetime, *, worker: str, lease: timedelta, limit: int, rates: Rates
    ) -> list[OutboxRow]:
        """Return messages that may leave now, at most one a lane and the first of it, leased to `worker`.

        What would go faster than `rates` waits until its scope is ready, alike for all workers.
        """
        ...

    async def settle(self, outcomes: Sequence[Outcome], now: datetime, *, rates: Rates) -> Sequence[Outcome]:
        """Write down what became of messages; return what has to wait, since somebody is changing it just now.

        Nothing happens to a message whose lease its worker has lost. One that was sent stays due if it was wanted
        anew meanwhile.
        """
        ...

    async def release(self, worker: str) -> None:
        """Give back everything that `worker` has leased."""
        ...


class Nudges(Protocol):
    """Handoffs on their ladders, and the nudges that wait for people and departments."""

    async def due(self, now: datetime, *, limit: int) -> list[Handoff]:
        """Return handoffs of all workspaces whose next nudge is due, locked until the commit; others look past them."""
        ...

    async def on_ladders(self, workspace: str, *, after: int, limit: int) -> list[Handoff]:
        """Return open handoffs that people work on, those with numbers over `after`, in order of their numbers."""
        ...

    async def climbed(self, handoffs: Sequence[Handoff]) -> None:
        """Store where these stand on their ladders; raise ConflictError if one changed since it was loaded."""
        ...

    async def queue(self, workspace: str, nudges: Sequence[Nudge], now: datetime) -> None:
        """Keep nudges for their recipients, each once, and let those be looked at."""
        ...

    async def hold_back(
        self, workspace: str, nudges: Sequence[Nudge], now: datetime, until: datetime
    ) -> None:
        """Note nudges that are told to nobody, to see what happens until then without them."""
        ...

    async def listeners_due(self, now: datetime, *, limit: int) -> list[Listener]:
        """Return whom to look at now, of all workspaces, locked until the commit; others look past them."""
        ...

    async def pending(self, workspace: str, recipient: str) -> list[Pending]:
        """Return what a recipient was not told yet, the longest due first."""
        ...

    async def told(
        self, listener: Listener, plan: Plan, dropped: Sequence[int], now: datetime, watched_until: datetime
    ) -> None:
        """Store what a plan tells in the listener's next batch, what is dropped, and when to look again.

        Until `watched_until` it is seen what comes of it.
        """
        ...

    async def batch(self, workspace: str, recipient: str, batch: int) -> list[Nudge]:
        """Return what was gathered in one message, the longest due first; the last nudge of each handoff."""
        ...

    async def snooze(
        self, workspace: str, user: str, number: int, until: datetime | None, now: datetime
    ) -> None:
        """Let a person hear nothing of a handoff until then, or nothing ever again (None).

        What they were told last of it waits again.
        """
        ...

    async def wake(self, workspace: str, user: str, number: int, now: datetime) -> None:
        """Take back a snooze: what waits again only because of it was told."""
        ...

    async def snoozes(self, workspace: str, user: str, numbers: Sequence[int]) -> dict[int, datetime | None]:
        """Return until when a person snoozes which of these handoffs; None: for good."""
        ...

    async def preferences(self, workspace: str, recipient: str) -> Preferences:
        """Return how somebody wants to be nudged."""
        ...

    async def prefer(self, workspace: str, recipient: str, preferences: Preferences, now: datetime) -> None:
        """Store how somebody wants to be nudged, and look at them again."""
        ...

    async def look_at(self, workspace: str, recipients: Sequence[str], now: datetime) -> None:
        """Look at these again now: what keeps them quiet has changed."""
        ...

    async def effects(self, workspace: str, since: datetime, until: datetime) -> list[Effect]:
        """Return, by kind and rung, how often the matter moved after a nudge and without one."""
        ...


class Troubles(Protocol):
    """Channels into which Slack takes nothing."""

    async def begin(self, workspace: str, channel: str, error: str, now: datetime) -> Trouble | None:
        """Return the trouble that begins now; None if it has been known."""
        ...

    async def get(self, workspace: str, trouble: int) -> Trouble | None:
        """Return the trouble of that id, if it has not ended."""
        ...

    async def all(self, workspace: str) -> list[Trouble]:
        """Return every trouble that has not ended, the oldest first."""
        ...

    async def end_mended(self, workspace: str) -> None:
        """End the trouble of all channels for which no message is dead."""
        ...


class People(Protocol):
    """The people of a workspace, as Slack told them."""

    async def get(self, workspace: str, user: str) -> Person | None:
        """Return one person, if known."""
        ...

    async def put(self, workspace: str, people: Sequence[Person]) -> None:
        """Store people, new and known."""
        ...

    async def some(self, workspace: str, users: Collection[str]) -> dict[str, Person]:
        """Return those of these people who are known, by user id."""
        ...

    async def do_not_disturb(self, workspace: str, user: str, quiet: Quiet | None) -> None:
        """Store when somebody who is known is not to be disturbed, now or next."""
        ...

    async def names(self, workspace: str, users: Sequence[str]) -> dict[str, str]:
        """Return the names of those who are known, by user id."""
        ...


class Postings(Protocol):
    """The weekly posts of the silo summary: one for each week and scope."""

    async def begin(self, workspace: str, scope: str | None, week: str, now: datetime) -> Posting | None:
        """Return the posting that begins now; None if it was begun before. `scope` None is the whole workspace."""
        ...

    async def begun(self, workspace: str, week: str) -> set[str | None]:
        """Return the scopes whose post of that week was begun."""
        ...

    async def get(self, workspace: str, posting: int) -> Posting | None:
        """Return the posting of that id, if there is one."""
        ...


class EventLogs(Protocol):
    """The event logs of whole workspaces, as other programs read and write them."""

    async def entries(
        self,
        workspace: str,
        since: datetime | None,
        until: datetime | None,
        *,
        after: LogRow | None,
        limit: int,
    ) -> list[LogRow]:
        """Return the entries from `since` to before `until` that follow `after`, in time order.

        The `line` of each is where it stands in the log of its case.
        """
        ...

    async def known(self, workspace: str, cases: Sequence[str]) -> dict[str, tuple[str, datetime]]:
        """Return what each of these cases would be taken for: the name of a handoff, and when it was opened."""
        ...

    async def reserve(self, workspace: str, *, count: int, above: int) -> int:
        """Take `count` numbers of the workspace, all of them over `above`, and return the first."""
        ...

    async def add(self, imported: Sequence[Rebuilt]) -> None:
        """Store imported handoffs with their logs; those that are open are dormant."""
        ...

    async def pseudonym_key(self, workspace: str) -> str:
        """Return the key of the workspace's pseudonyms, in hexadecimal digits; it is always the same."""
        ...


class CaseSorter(Protocol):
    """The rows of a log of any length, sorted by case."""

    def put(self, rows: Iterable[LogRow | BadRow]) -> None:
        """Take in rows, with different lines. Of a bad one is kept that its case has one."""
        ...

    def cases(self) -> Iterator[list[LogRow | BadRow]]:
        """Yield the rows of one case after the other, each in the order of their lines; may be asked again."""
        ...


class Figures(Protocol):
    """What the weekly figures are counted from."""

    async def first(self, workspace: str) -> datetime | None:
        """Return when the log of the workspace begins."""
        ...

    async def heads(self, workspace: str, *, ended_from: datetime, until: datetime) -> list[Head]:
        """Return the handoffs opened before `until` that are open, or ended at `ended_from` or later, by number."""
        ...

    async def entries(self, workspace: str, numbers: Sequence[int]) -> Sequence[Entry]:
        """Return what the log tells of these handoffs (ascending), in its order; perhaps of some between them too."""
        ...


class Summaries(Protocol):
    """Weekly summaries as they were released."""

    async def get(self, workspace: str, week: str) -> Release | None:
        """Return what was released for a week, if it was."""
        ...

    async def last_before(self, workspace: str, week: str) -> Release | None:
        """Return what was released for the last week before this one, if there is any."""
        ...

    async def put(self, workspace: str, release: Release) -> None:
        """Keep what is released for a week; what was released for it before stays."""
        ...

    async def forget(self, workspace: str, since: datetime) -> None:
        """Forget what was released of the time from `since` on, because its log has changed."""
        ...


class Work(Protocol):
    """The repositories inside one transaction."""

    organisations: Organisations
    handoffs: Handoffs
    inbox: Inbox
    outbox: Outbox
    cards: Cards
    deliveries: Deliveries
    people: People
    troubles: Troubles
    postings: Postings
    event_logs: EventLogs
    figures: Figures
    summaries: Summaries
    nudges: Nudges


class UnitOfWork(Protocol):
    """Transactions: all or nothing."""

    def write(self) -> AbstractAsyncContextManager[Work]:
        """Open a transaction that commits at the end of the block, and rolls back when the block raises."""
        ...

    def read(self) -> AbstractAsyncContextManager[Work]:
        """Open a transaction that only reads."""
        ...


class Sender(Protocol):
    """The way to Slack for one message of the outbox."""

    async def send(self, row: OutboxRow) -> Sent:
        """Bring the message to Slack; raise TryLaterError, PermanentError or NeedlessError."""
        ...
