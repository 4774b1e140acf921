"""`python -m tests.domain.reading`: how well requests are read, and where that errs."""

from tests.domain.reading.by_rules import read_by_rules
from tests.domain.reading.judging import report
from tests.domain.reading.labelled import company, requests


def main() -> None:
    """Print the report."""
    known, of = company(), requests()
    print("\n".join(report(of, {one.id: read_by_rules(one, known) for one in of}, errors=True)))  # noqa: T201


if __name__ == "__main__":
    main()
