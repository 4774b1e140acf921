"""What stands under a field of the form: where its value was read, or what the language model proposes for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.domain.guest.brief import Guess, Guesses
from handlers.slack.render.blocks import actions, button
from handlers.slack.render.content import Json
from handlers.slack.render.rich import literal, paragraph, text
from handlers.words import Words

DROP_GUESSES = "drop_guesses"


@dataclass(frozen=True, slots=True)
class Hints:
    """`marks` are the words from which fields were filled, `guesses` what is proposed for fields that are empty."""

    words: Words
    when: Callable[[datetime], str]
    marks: Mapping[str, str] = field(default_factory=dict)
    guesses: Guesses = field(default_factory=dict)

    def under(self, name: str, otherwise: str = "") -> str:
        """Return what stands under the field; `otherwise` where nothing was read or proposed."""
        if name in self.guesses:
            return self._proposed(name, self.guesses[name])
        if name in self.marks:
            return self.words("From your text: “{words}”", words=literal(self.marks[name]))
        return otherwise

    def stands_in(self, name: str) -> bool:
        """Return whether the field may stay empty because the proposal holds then."""
        return name in self.guesses

    def way_back(self) -> list[Json]:
        """Return what is said of all proposals, and the button that drops them; nothing where there are none."""
        if not self.guesses:
            return []
        words = self.words
        line = text(
            words(
                "A language model has read your text, too. Its proposals are marked; look at them before you send."
            )
        )
        return [*paragraph(line), *actions([button(words("Drop its proposals"), DROP_GUESSES, "")])]

    def _proposed(self, name: str, guess: Guess) -> str:
        words, value = self.words, guess.value
        if name == "urgent":
            return words(
                "Proposed by the language model, because of “{words}”: tick it if it is.",
                words=literal(guess.words),
            )
        if isinstance(value, int):
            return words(
                "Proposed by the language model: {when}, from “{words}” – if you leave this empty, it holds.",
                when=self.when(datetime.fromtimestamp(value, UTC)),
                words=literal(guess.words),
            )
        return words(
            "Proposed by the language model: “{words}” – if you leave this empty, it holds.",
            words=literal(value),
        )
