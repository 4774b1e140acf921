"""What inquiries cost, and how much of that a workspace may spend on a day."""

from dataclasses import dataclass
from math import ceil

from bot.domain.guest.asking import Answered, Asked

_UNLIMITED = 2**60


@dataclass(frozen=True, slots=True)
class Cost:
    """Tokens, and millionths of whatever money the prices are in."""

    tokens: int = 0
    micros: int = 0

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.tokens - other.tokens, self.micros - other.micros)


@dataclass(frozen=True, slots=True)
class Spent:
    """What a workspace has spent on a day; what is reserved for answers under way is in it."""

    inquiries: int = 0
    cost: Cost = Cost()


@dataclass(frozen=True, slots=True)
class Budget:
    """Tokens and money a day and workspace; prices are for a million tokens. Without money only tokens count."""

    tokens: int = 200_000
    money: float | None = None
    price_in: float = 0.0
    price_out: float = 0.0

    @property
    def limit(self) -> Cost:
        """Return what may be spent on a day."""
        return Cost(self.tokens, _UNLIMITED if self.money is None else round(self.money * 1_000_000))

    def most(self, asked: Asked) -> Cost:
        """Return what an answer costs at the most: more than two bytes make a token in all languages that we write.

        It is reserved before the model is asked, so that what was never settled counts as spent.
        """
        written = len((asked.rules + asked.data + str(dict(asked.schema))).encode())
        return self._cost(ceil(written / 2), asked.tokens)

    def actual(self, answered: Answered, reserved: Cost) -> Cost:
        """Return what an answer cost; what was reserved, if the server did not count."""
        if answered.tokens_in is None or answered.tokens_out is None:
            return reserved
        return self._cost(answered.tokens_in, answered.tokens_out)

    def _cost(self, tokens_in: int, tokens_out: int) -> Cost:
        micros = ceil(tokens_in * self.price_in + tokens_out * self.price_out)
        return Cost(tokens_in + tokens_out, micros)
