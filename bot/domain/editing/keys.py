"""Short names for what people add: they stand in the log and in org.yaml, so they are plain and stay."""

import re
import unicodedata
from collections.abc import Collection
from itertools import chain, count

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_LONGEST = 30


def new_key(name: str, taken: Collection[str], *, otherwise: str) -> str:
    """Return a key for `name` that is not taken: "Kunden & Märkte" becomes kunden_maerkte, a second one kunden_maerkte_2.

    `otherwise` is the key of what has no Latin letter in its name.
    """
    folded = unicodedata.normalize("NFKC", name).casefold().translate(_UMLAUTS)
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST].rstrip("_") or otherwise
    return next(one for one in chain([key], (f"{key}_{n}" for n in count(2))) if one not in taken)
