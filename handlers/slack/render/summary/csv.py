"""The figures of a summary as a file: keys of departments, numbers with a point, one flow a line."""

import csv
from io import StringIO

from bot.domain.summary.figures import OTHER, Count, Flow, Share, Summary, Times

HEAD = [
    "week",
    "from",
    "to",
    "opened",
    "closed",
    "open",
    "overdue",
    "oldest_open_hours",
    "accept_target_k",
    "accept_target_n",
    "accept_target_share",
    "accept_target_low",
    "accept_target_high",
    "hours_to_accept_median",
    "hours_to_accept_p85",
    "hours_to_accept_n",
    "hours_to_close_median",
    "hours_to_close_p85",
    "hours_to_close_n",
    "never_accepted",
    "ping_pong_k",
    "ping_pong_n",
    "complete_and_accurate_k",
    "complete_and_accurate_n",
    "shown",
]

_Value = str | int | float | None


def summary_csv(summary: Summary) -> bytes:
    """Return the flows as CSV in UTF-8; what has too little to show has a line without figures."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(HEAD)
    flows = [*summary.flows, *([summary.other] if summary.other else [])]
    writer.writerows([summary.week, *_figures(flow)] for flow in flows)
    nothing = [""] * (len(HEAD) - 4)
    writer.writerows([summary.week, pair.source, pair.target, *nothing, "no"] for pair in summary.withheld)
    return written.getvalue().encode()


def file_name(summary: Summary) -> str:
    """Return what the file is called."""
    return f"staffel-{summary.week}-{summary.scope or 'all'}.csv"


def _figures(flow: Flow) -> list[_Value]:
    return [
        flow.source or OTHER,
        flow.target or OTHER,
        flow.opened,
        flow.closed,
        flow.open,
        flow.overdue,
        _rounded(flow.oldest_open_hours),
        *_share(flow.accept_target),
        *_times(flow.hours_to_accept),
        *_times(flow.hours_to_close),
        flow.never_accepted,
        *_count(flow.ping_pong),
        *_count(flow.complete_and_accurate),
        "yes",
    ]


def _share(share: Share) -> list[_Value]:
    return [share.k, share.n, _rounded(share.share), _rounded(share.low), _rounded(share.high)]


def _times(times: Times) -> list[_Value]:
    return [_rounded(times.median), _rounded(times.p85), times.n]


def _count(count: Count) -> list[_Value]:
    return [count.k, count.n]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
