"""Blocks of every kind that a bot may use, and texts that mean no good."""

from typing import Any

Json = dict[str, Any]


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str) -> Json:
    return {"type": "mrkdwn", "text": words}


def options(*names: str) -> list[Json]:
    return [{"text": text(name), "value": name.lower()} for name in names]


def button(words: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": text(words), "action_id": action_id, "value": action_id, **more}


def section(words: str, **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(words), **more}


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": text(label),
        "element": {"action_id": block_id, **element},
        **more,
    }


DEPARTMENTS = {
    "type": "static_select",
    "placeholder": text("Abteilung wählen"),
    "option_groups": [
        {"label": text("Kundennah"), "options": options("Vertrieb", "Kundendienst")},
        {"label": text("Dahinter"), "options": options("Buchhaltung", "Logistik", "IT", "Recht")},
    ],
}

FORMATTED = (
    "*fett* _kursiv_ ~weg~ `code` <https://example.org/a?b=1&amp;c=2|ein Link> <@U0DORA> <#C0ACC> <!subteam^S0ACC> "
    "<!date^1795510800^{date_short_pretty} um {time}^https://example.org|Freitag> 1 &lt; 2 &amp; 3 :white_check_mark:\n"
    "&gt; ein Zitat\n&gt; mit zwei Zeilen\n```\nif a &lt; b:\n    pass\n```\nnach dem Block, snake_case_name und 2*3*4"
)

RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Reich: "},
                {"type": "text", "text": "fett", "style": {"bold": True}},
                {"type": "user", "user_id": "U0CEM"},
                {"type": "channel", "channel_id": "C0LOG"},
                {"type": "usergroup", "usergroup_id": "S0ACC"},
                {"type": "link", "url": "https://example.org", "text": "Ziel"},
                {"type": "emoji", "name": "eyes"},
                {"type": "date", "timestamp": 1795510800, "format": "{date_long}", "fallback": "Tag"},
                {"type": "broadcast", "range": "here"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "erstens"}]},
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "zweitens"}]},
            ],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "gesagt"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a  =  1"}]},
    ],
}

TABLE = {
    "type": "table",
    "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    "rows": [
        [{"type": "raw_text", "text": "Abteilung"}, {"type": "raw_text", "text": "Offen"}],
        [{"type": "raw_text", "text": "Buchhaltung"}, {"type": "raw_number", "value": 12, "text": "12"}],
        [{"type": "raw_text", "text": "Logistik"}, {"type": "raw_text", "text": "4"}],
    ],
}


def chart(kind: str) -> Json:
    if kind == "pie":
        segments = [{"label": "angenommen", "value": 35}, {"label": "offen", "value": 6}]
        return {
            "type": "data_visualization",
            "title": "Anteile",
            "chart": {"type": "pie", "segments": segments},
        }
    weeks = ["KW 44", "KW 45", "KW 46", "KW 47"]
    series = [
        {"name": name, "data": [{"label": week, "value": (at + 2) * factor} for at, week in enumerate(weeks)]}
        for name, factor in (("offen", 3), ("fertig", 7))
    ]
    return {
        "type": "data_visualization",
        "title": f"Wochen ({kind})",
        "chart": {
            "type": kind,
            "series": series,
            "axis_config": {"categories": weeks, "x_label": "Woche", "y_label": "Übergaben"},
        },
    }


MARKDOWN = "## Überschrift\n\nEin **fetter** und *kursiver* Text mit [Link](https://example.org) und `code`.\n\n- eins\n- zwei\n\n1. erster\n2. zweiter\n\n> Zitat\n\n| a | b |\n|---|---|\n| 1 | 2 |"

LAYOUT: list[Json] = [
    {"type": "header", "text": text("H-128 · Gutschrift für Müller")},
    section(FORMATTED),
    {"type": "section", "fields": [mrkdwn("*Von*\nVertrieb"), mrkdwn("*An*\nBuchhaltung")]},
    section("Mit Knopf daneben", accessory=button("Verlauf", "history")),
    {"type": "context", "elements": [mrkdwn("Kundennummer *4711* · Ursprung: <#C0SALES>")]},
    {"type": "divider"},
    {
        "type": "image",
        "image_url": "http://127.0.0.1:1/none.png",
        "alt_text": "Kurve der Woche",
        "title": text("Bild"),
    },
    RICH,
    TABLE,
    {"type": "markdown", "text": MARKDOWN},
    {"type": "hologram"},
]

CARD: list[Json] = [
    section(
        "*H-128 · Gutschrift für Müller*\nVertrieb → Buchhaltung · bis Fr 27.11., 12:00 · dringend\nNoch verantwortlich: <@U0ANNA>"
    ),
    section(
        "Kunde wartet seit Montag, falsch berechneter Rabatt. Fertig, wenn die Gutschrift beim Kunden ist."
    ),
    {"type": "context", "elements": [mrkdwn("Kundennummer 4711 · Betrag 1.200 € · Ursprung: <#C0SALES>")]},
    {
        "type": "actions",
        "block_id": "card",
        "elements": [
            button("Annehmen", "accept", style="primary"),
            button("Rückfrage", "ask"),
            {
                "type": "overflow",
                "action_id": "more",
                "options": options("Weiterleiten", "Ablehnen", "Verlauf"),
            },
        ],
    },
]

ELEMENTS: list[Json] = [
    {
        "type": "actions",
        "block_id": "acts",
        "elements": [
            button("Los", "go", style="primary"),
            button(
                "Weg",
                "away",
                style="danger",
                confirm={
                    "title": text("Wirklich?"),
                    "text": mrkdwn("Das *bleibt* weg."),
                    "confirm": text("Ja, weg"),
                    "deny": text("Nein"),
                    "style": "danger",
                },
            ),
            button("Seite", "link", url="https://example.org/"),
            {"type": "overflow", "action_id": "dots", "options": options("Eins", "Zwei")},
            {**DEPARTMENTS, "action_id": "department"},
            {"type": "datepicker", "action_id": "day", "placeholder": text("Tag")},
            {"type": "timepicker", "action_id": "hour", "placeholder": text("Uhrzeit")},
        ],
    },
    {
        "type": "actions",
        "block_id": "picks",
        "elements": [
            {"type": "users_select", "action_id": "who", "placeholder": text("Wer?")},
            {"type": "radio_buttons", "action_id": "pace", "options": options("Ruhig", "Eilig")},
        ],
    },
    {
        "type": "context_actions",
        "block_id": "thumbs",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": {"text": text("Gut"), "value": "good"},
                "negative_button": {"text": text("Schlecht"), "value": "bad"},
            },
            {
                "type": "icon_button",
                "action_id": "bin",
                "icon": "trash",
                "text": text("Wegwerfen"),
                "value": "bin",
            },
        ],
    },
]


def form(**more: Any) -> Json:
    """A modal with every kind of field."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": text("Neue Übergabe"),
        "submit": text("Übergeben"),
        "close": text("Abbrechen"),
        "blocks": [
            field("department", "Abteilung", DEPARTMENTS, dispatch_action=True),
            field(
                "summary",
                "Worum geht es?",
                {"type": "plain_text_input", "max_length": 60},
                hint=text("Ein Satz genügt."),
            ),
            field("details", "Einzelheiten", {"type": "plain_text_input", "multiline": True}, optional=True),
            field("amount", "Betrag", {"type": "number_input", "is_decimal_allowed": True}, optional=True),
            field("mail", "E-Mail", {"type": "email_text_input"}, optional=True),
            field("url", "Adresse", {"type": "url_text_input"}, optional=True),
            field(
                "due", "Bis wann?", {"type": "datetimepicker", "initial_date_time": 1795770000}, optional=True
            ),
            field("day", "Tag", {"type": "datepicker"}, optional=True),
            field("hour", "Uhrzeit", {"type": "timepicker"}, optional=True),
            field(
                "flags",
                "Außerdem",
                {
                    "type": "checkboxes",
                    "options": [
                        {"text": text("dringend"), "value": "urgent", "description": text("heute noch")},
                        {"text": text("heikel"), "value": "delicate"},
                    ],
                },
                optional=True,
            ),
            field(
                "pace",
                "Tempo",
                {"type": "radio_buttons", "options": options("Ruhig", "Eilig")},
                optional=True,
            ),
            field(
                "topics",
                "Themen",
                {
                    "type": "multi_static_select",
                    "options": options("Rabatt", "Lieferung", "Vertrag"),
                    "max_selected_items": 2,
                },
                optional=True,
            ),
            field("who", "Person", {"type": "users_select"}, optional=True),
            field("place", "Wo?", {"type": "conversations_select"}, optional=True),
            field(
                "customer",
                "Kunde",
                {"type": "external_select", "min_query_length": 2, "placeholder": text("Kunde suchen")},
                optional=True,
            ),
        ],
        **more,
    }


HOSTILE = [
    "<script>window.pwned = 1</script>",
    '<img src=x onerror="window.pwned = 1">',
    "<javascript:window.pwned=1|klick mich> <data:text/html,x|daten>",
    "\u202eabgedreht \u05e9\u05dc\u05d5\u05dd *fett _schief ~offen `",
    "&lt;b&gt;kein HTML&lt;/b&gt; &amp;lt;",
]
