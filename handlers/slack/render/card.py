"""The one card of a hop: everything the receiver needs to start, and who owns the matter now."""

from bot.domain.company.organisation import Organisation
from bot.domain.matter.chain import ALONE, Chain
from bot.domain.matter.handoff import ENDED, Handoff, State
from handlers.slack.render.asked import asked_line
from handlers.slack.render.briefs import (
    SHORT,
    brief_lines,
    headline,
    missing_line,
    need_labels,
    origin_line,
    result_line,
)
from handlers.slack.render.buttons import card_buttons, history_button
from handlers.slack.render.chain import chain_lines, pong_line
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.rich import Bold, Line, Said, User, joined, paragraph, plain, rich, text
from handlers.slack.render.rounds import round_line
from handlers.slack.render.states import (
    accountable_line,
    confidential_line,
    department_name,
    paused_until,
    state_words,
    title,
)


def card(
    handoff: Handoff,
    organisation: Organisation,
    reader: Reader,
    *,
    hop: int | None = None,
    link: str | None = None,
    chain: Chain = ALONE,
) -> Content:
    """Return the card as the handoff stands now; `hop` is the offer that this card is of.

    The card of an earlier hop only says where the matter went; `link` leads to the card there.
    """
    if hop is not None and hop < handoff.hop:
        return _gone(handoff, organisation, reader, link)
    top = _top(handoff, organisation, reader)
    others = [*chain_lines(chain, organisation, reader), pong_line(handoff, reader)]
    if handoff.state in ENDED:
        result = result_line(handoff, reader, SHORT)
        blocks = [*paragraph(*top, result), *paragraph(*others), *card_buttons(handoff, reader)]
    else:
        body = brief_lines(handoff, organisation, reader, SHORT)
        blocks = [
            *paragraph(*top),
            *paragraph(*body, origin_line(handoff, reader)),
            *paragraph(*_notices(handoff, organisation, reader), *others),
            *card_buttons(handoff, reader),
        ]
    return Content(plain(joined(top)), blocks)


def _top(handoff: Handoff, organisation: Organisation, reader: Reader) -> list[Line]:
    return [
        joined([title(handoff), text(state_words(handoff, reader))], " – "),
        headline(handoff, organisation, reader),
        accountable_line(handoff, reader),
        confidential_line(handoff, reader),
    ]


def _gone(handoff: Handoff, organisation: Organisation, reader: Reader, link: str | None) -> Content:
    to = department_name(organisation, handoff.to_department)
    lines = [
        title(handoff, link),
        rich(reader.words("Passed on. It is now with {department}."), department=to),
    ]
    return Content(plain(joined(lines)), [*paragraph(*lines), *history_button(handoff, reader)])


def _notices(handoff: Handoff, organisation: Organisation, reader: Reader) -> list[Line]:
    words = reader.words
    lines = [
        asked_line(handoff, reader),
        *_question(handoff, organisation, reader),
        missing_line(handoff, organisation, reader),
    ]
    if handoff.brief.moment_that_matters and handoff.state in {State.OFFERED, State.NEEDS_INFO}:
        lines.append(
            rich(words("{talk_first}: call or meet, then accept."), talk_first=Bold(words("Talk first")))
        )
    if handoff.state is State.OFFERED and handoff.stale:
        ways = words("{who} can nudge once more, offer it elsewhere or withdraw it; a call often helps.")
        lines.append(rich(ways, who=User(handoff.requester)))
    if handoff.state is State.DECLINED:
        lines.append(text(words("The reason stands in the thread.")))
    if handoff.next_step_corrected and handoff.accountable == handoff.assignee:
        lines.append(text(words("What was meant stands in the thread.")))
    if paused_until(handoff, reader) and handoff.waiting_for:
        lines.append(rich(words("Waiting for: {reason}"), reason=Said(handoff.waiting_for, 300)))
    lines.append(round_line(handoff, organisation, reader))
    return [*lines, result_line(handoff, reader, SHORT)]


def _question(handoff: Handoff, organisation: Organisation, reader: Reader) -> list[Line]:
    asked, words = handoff.question, reader.words
    if asked is None:
        return []
    needs = need_labels(asked.needs, handoff.to_department, organisation, reader)
    who = User(asked.asked_by)
    question = rich(words("{who} asks: “{question}”"), who=who, question=Said(asked.question, 600))
    return [
        question if asked.question else rich(words("{who} has a question."), who=who),
        rich(words("Needed: {needs}"), needs=Said(needs, 600)) if needs else [],
    ]
