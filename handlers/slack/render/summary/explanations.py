"""The explanations themselves. What is said here is what SCIENCE and DESIGN define; a change there changes it here."""

from dataclasses import dataclass

from handlers.words import msg


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a figure says, and how it is computed from how many."""

    what: str
    how: str


EXPLANATIONS = {
    "moved": Explanation(
        msg("How much was handed over in the week, how much came to its end, and how much lies between."),
        msg(
            "New: offered for the first time in the week. Closed: confirmed, or five business days after done, and"
            " not reopened by the week's end. Open: neither closed nor withdrawn when the week ended."
        ),
    ),
    "accept_target": Explanation(
        msg(
            "How many handoffs somebody took within the agreed time; until then they are still with the sender."
        ),
        msg(
            "Of all offers whose time was up in the week: 4 business hours of the receiving department, 30 minutes"
            " if urgent. The range behind it says where the true share likely lies (Wilson, 95 %); with few"
            " handoffs it is wide."
        ),
    ),
    "hours_to_accept": Explanation(
        msg("Within which time half of the offers were accepted, and within which time 85 %."),
        msg(
            "Business hours of the receiving department, from the arrival of the offer. Offers that still wait count"
            " as waiting so far, and are not left out (Kaplan–Meier); else the slowest would make it look fast."
        ),
    ),
    "hours_to_close": Explanation(
        msg("Within which time half of the handoffs were closed, and within which time 85 %."),
        msg(
            "Business hours of the receiving department, from the first offer. What is still open counts as open so"
            " far (Kaplan–Meier); what was withdrawn or declined counts up to then."
        ),
    ),
    "overdue": Explanation(
        msg("What should have been done already, and how long the oldest open handoff has waited."),
        msg("Open handoffs whose due time had passed when the week ended; the age is in business hours."),
    ),
    "never_accepted": Explanation(
        msg("Offers that nobody took, although their time is up: with the sender until somebody does."),
        msg("Offers beyond the agreed time that had not been accepted when the week ended."),
    ),
    "ping_pong": Explanation(
        msg("How many came back to a department that had them before."),
        msg("Handoffs that went from A to B and to A again, of all that were offered somewhere in the week."),
    ),
    "complete_and_accurate": Explanation(
        msg("How many could be started without asking back: the brief had all that was needed."),
        msg(
            "Accepted without a question, of all that were accepted or asked about (percent complete and accurate)."
        ),
    ),
    "reciprocity": Explanation(
        msg(
            "Whether two departments hand over to each other or in one direction only, and whether few flows carry it all."
        ),
        msg(
            "Both ways: twice the smaller flow over both together, 0 one way to 1 even. Concentration: the squared"
            " shares of all flows added up (HHI), near 0 evenly spread to 1 all in one flow."
        ),
    ),
    "prompts": Explanation(
        msg(
            "How often Staffel asked the author of a message whether somebody has really taken the matter over."
        ),
        msg("Counted are these private hints and what became of them; the messages themselves are not kept."),
    ),
}

MEASURED = (
    msg("Counted are handoffs in Staffel, from Monday 00:00 to Monday 00:00 in the workspace's time zone."),
    msg(
        "A handoff belongs to the flow from its sender's department to the department it was last offered to."
    ),
    msg(
        "Times are business hours of the department that had the offer: outside them and on holidays no clock runs."
    ),
    msg(
        "A flow is shown from 5 handoffs and 5 people on, at least 2 on each side; the others are counted together, and"
        " only where that gives none of them away."
    ),
    msg(
        "“Changed” is said only of what lies outside the usual ups and downs of at least 12 weeks (XmR chart)."
    ),
    msg(
        "Weeks that are not over have no figures yet: from two looks at one day, single handoffs could be told."
    ),
)
NOT_MEASURED = (
    msg("No person: nobody is named, ranked or timed, here or in the picture or in the CSV."),
    msg(
        "What is settled by a word in the corridor, by telephone or by mail, unless somebody makes a handoff of it."
    ),
    msg("How much work a handoff is, and how good the result was."),
    msg("Which department is better: they do different work, and are not compared."),
)
