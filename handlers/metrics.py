"""What operators can watch, in Prometheus' format."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import generate_latest

from bot.domain.delivery.backlog import Backlog
from bot.errors import StorageUnavailableError
from bot.ports import UnitOfWork, Work

_LONG_MOMENTS = (0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0)
_MOMENTS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """All metrics of one process; the backlog of the outbox is everybody's, read when somebody asks."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self.unsaved = 0
        self._acks = Histogram(
            "staffel_ack_seconds",
            "From a payload's arrival to the end of its listener; a failed one is not acknowledged.",
            ["kind", "outcome"],
            registry=registry,
            buckets=_MOMENTS,
        )
        self._sends = Counter(
            "staffel_sends", "Attempts to bring a message to Slack.", ["kind", "outcome"], registry=registry
        )
        self._leases = Counter(
            "staffel_leases_lost", "Messages whose time ran out under way.", registry=registry
        )
        self._database = Histogram(
            "staffel_database_seconds",
            "Transactions, from the wait for a connection to their end.",
            ["kind", "outcome"],
            registry=registry,
            buckets=_MOMENTS,
        )
        self._told = Counter(
            "staffel_nudges_told", "Nudges that were gathered into messages.", ["kind"], registry=registry
        )
        self._failed_nudges = Counter(
            "staffel_nudges_failed",
            "Handoffs and listeners that a look stumbled over; the log names them, and they come again in an hour.",
            ["what"],
            registry=registry,
        )
        self._ticks = Histogram(
            "staffel_nudging_seconds",
            "Looks at what is to be nudged now; a failed one heals at the next.",
            ["outcome"],
            registry=registry,
            buckets=_MOMENTS,
        )
        self._inquiries = Counter(
            "staffel_model_inquiries",
            "Questions to the language model, and how they ended.",
            ["task", "outcome"],
            registry=registry,
        )
        self._model = Histogram(
            "staffel_model_seconds",
            "Answers of the language model, and failures.",
            ["outcome"],
            registry=registry,
            buckets=_LONG_MOMENTS,
        )
        self._tokens = Counter(
            "staffel_model_tokens",
            "Tokens that the model's server has counted.",
            ["direction"],
            registry=registry,
        )
        self._pending = Gauge("staffel_outbox_pending", "Messages that wait.", registry=registry)
        self._dead = Gauge("staffel_outbox_dead", "Messages that Slack refused for good.", registry=registry)
        self._oldest = Gauge(
            "staffel_outbox_oldest_seconds", "For how long the first has been due.", registry=registry
        )

    def acknowledging(self, kind: str) -> AbstractContextManager[None]:
        """Measure one listener."""
        return _measured(self._acks, "acknowledged", "failed", kind)

    def transaction(self, kind: str) -> AbstractContextManager[None]:
        """Measure one transaction."""
        return _measured(self._database, "committed", "rolled_back", kind)

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Count in `unsaved` what the database could not keep."""
        try:
            yield
        except StorageUnavailableError:
            self.unsaved += 1
            raise

    def nudging(self) -> AbstractContextManager[None]:
        """Measure one look at what is to be nudged."""
        return _measured(self._ticks, "done", "failed")

    def nudge_failed(self, what: str) -> None:
        """Count a handoff or a listener that a look stumbled over."""
        self._failed_nudges.labels(what).inc()

    def told(self, kind: str, count: int) -> None:
        """Count nudges that were told."""
        self._told.labels(kind).inc(count)

    def inquired(self, task: str, outcome: str) -> None:
        """Count a question to the language model."""
        self._inquiries.labels(task, outcome).inc()

    def consulting(self) -> AbstractContextManager[None]:
        """Measure one call of the language model."""
        return _measured(self._model, "answered", "failed")

    def tokens(self, tokens_in: int, tokens_out: int) -> None:
        """Count the tokens of one answer."""
        self._tokens.labels("in").inc(tokens_in)
        self._tokens.labels("out").inc(tokens_out)

    def sent(self, kind: str, outcome: str) -> None:
        """Count one attempt."""
        self._sends.labels(kind, outcome).inc()

    def lease_lost(self) -> None:
        """Count a message that could not be sent within its lease."""
        self._leases.inc()

    def text(self, backlog: Backlog | None) -> bytes:
        """Return all of it as Prometheus reads it; `backlog` is None while the database does not answer."""
        missing = float("nan")
        self._pending.set(backlog.pending if backlog else missing)
        self._dead.set(backlog.dead if backlog else missing)
        self._oldest.set(backlog.oldest_seconds if backlog else missing)
        return generate_latest(self._registry)


class MeasuredUnitOfWork:
    """Fulfils the port `UnitOfWork` by another one, and tells how long its transactions take."""

    def __init__(self, unit_of_work: UnitOfWork, metrics: Metrics) -> None:
        self._unit_of_work = unit_of_work
        self._metrics = metrics

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Work]:
        """Open a transaction that commits at the end of the block."""
        with self._metrics.transaction("write"), self._metrics.saving():
            async with self._unit_of_work.write() as work:
                yield work

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Work]:
        """Open a transaction that only reads."""
        with self._metrics.transaction("read"):
            async with self._unit_of_work.read() as work:
                yield work


@contextmanager
def _measured(histogram: Histogram, good: str, bad: str, *labels: str) -> Iterator[None]:
    start, outcome = perf_counter(), bad
    try:
        yield
        outcome = good
    finally:
        histogram.labels(*labels, outcome).observe(perf_counter() - start)
