"""`python -m bot` is `staffel`; the one import against the arrows, so that the name works at all."""

from handlers.cli import main

main()
