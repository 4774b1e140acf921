"""How much a worker process may take before the system ends it, whatever it was given to draw."""

import os
import sys

_MEMORY = 2 * 1024**3  # bytes of address space; about 0.6 are used
_CPU_SECONDS = 20
_KINDNESS = 5


def bound_this_process() -> None:
    """Bound memory and processor time, and let the bot go first, where the system can do that."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # Windows has none

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    os.nice(_KINDNESS)
