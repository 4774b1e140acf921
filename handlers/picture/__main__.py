"""`python -m handlers.picture`: a heatmap as JSON on standard input, a PNG on standard output."""

import sys

from handlers.picture.bounds import bound_this_process
from handlers.picture.heatmap import read


def main() -> None:
    """Draw one picture and end."""
    bound_this_process()
    from handlers.picture.drawing import draw  # noqa: PLC0415  # within the bounds, which count for its import too

    sys.stdout.buffer.write(draw(read(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
