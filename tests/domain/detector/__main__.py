"""`python -m tests.domain.detector`: how precise the detector is, and where it errs."""

import sys

from tests.domain.detector.labelled import PARTS, apart, figures, report, sentences

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        print("\n".join(report(part, sentences(part))))  # noqa: T201
    if not sys.argv[1:]:
        print("\n".join(figures("apart from the rules", apart())))  # noqa: T201
