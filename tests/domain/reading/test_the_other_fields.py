"""Urgency, customers and answers to needs, as far as a text says them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.company.needs import Need, NeedKind
from bot.domain.reading import answers_in, customer_in, urgency_in

NUMBER = Need(key="customer_no", label={"de": "Kundennummer", "en": "Customer number"}, required=True)
AMOUNT = Need(key="amount", label={"de": "Betrag", "en": "Amount"})
ADDRESS = Need(key="address", label={"de": "Lieferadresse", "en": "Delivery address"})
INVOICE = Need(key="invoice_no", label={"de": "Rechnungsnummer", "en": "Invoice number"})
ORDER = Need(key="order_no", label={"de": "Bestellnummer", "en": "Order number"})
PICTURE = Need(key="picture", label={"de": "Bild"}, kind=NeedKind.LINK)
COLOUR = Need(key="colour", label={"de": "Farbe (RAL?)"})
ASKED = [NUMBER, AMOUNT, INVOICE, ORDER, PICTURE, ADDRESS, COLOUR]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Das ist dringend!", "dringend"),
        ("DRINGEND: Server steht", "DRINGEND"),
        ("Die Sache eilt", "eilt"),
        ("Bitte sofort prüfen", "sofort"),
        ("This is urgent, please look", "urgent"),
        ("need this ASAP", "ASAP"),
        ("Nicht schlimm. Aber dringend.", "dringend"),
        ("not now, urgent tomorrow", "urgent"),
    ],
)
def test_a_text_that_says_it_is_urgent_is_believed(text: str, word: str) -> None:
    assert urgency_in(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nicht dringend",
        "Das ist gar nicht so dringend.",
        "eilt nicht",
        "eilt mir nicht",
        "it is not urgent",
        "no emergency",
        "ab sofort gilt der neue Preis",
        "insurgent",
        "Der Eilenburger Standort",
        "Bitte übernehmen.\n\n-----Ursprüngliche Nachricht-----\nVon: weber@example.com\nBetreff: DRINGEND",
        "Please have a look, he writes:\n> this is urgent",
    ],
)
def test_what_is_said_not_to_be_urgent_is_not(text: str) -> None:
    assert urgency_in(text) == ""


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("Kundennummer 4711 wartet", "4711"),
        ("Kd.-Nr. 4711", "4711"),
        ("KdNr: A-4711", "A-4711"),
        ("customer no. 4711", "4711"),
        ("Customer number is K4711/2.", "K4711/2"),
        ("Gutschrift für Kunde Müller", "Müller"),
        ("Kundin Frau Özdemir hat angerufen", "Özdemir"),
        ("Firma Schmidt & Söhne GmbH fragt", "Schmidt & Söhne GmbH"),
        ("Firma Vogt & Töchter wartet", "Vogt & Töchter"),
        ("customer Acme Ltd waits", "Acme Ltd"),
        ("Kunde: Müller-Lüdenscheidt, Kundennummer 99", "Müller-Lüdenscheidt, 99"),
        ("Kunde Rechnung falsch, Kunde Weber ruft an", "Weber"),
    ],
)
def test_the_customer_is_read_where_the_text_says_who_it_is(text: str, customer: str) -> None:
    assert customer_in(text) == customer


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Der Kunde wartet",
        "kunden wollen das",
        "our customer Service team",
        "Kunde I",
        "customer is angry",
        "4711",
    ],
)
def test_a_word_behind_customer_is_not_always_a_name(text: str) -> None:
    assert customer_in(text) == ""


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Kundennummer 4711, Betrag 1.200 €", {"customer_no": "4711", "amount": "1.200 €"}),
        ("Kundennr. 4711", {"customer_no": "4711"}),
        ("customer no 4711 and the amount is $99.50.", {"customer_no": "4711", "amount": "$99.50"}),
        ("Bitte 1.200,50 EUR erstatten", {"amount": "1.200,50 EUR"}),
        ("Lieferadresse: Hauptstr. 5, 70173 Stuttgart", {"address": "Hauptstr. 5, 70173 Stuttgart"}),
        ("Lieferadresse: Hauptstr. 5, Farbe (RAL?): 5010", {"address": "Hauptstr. 5", "colour": "5010"}),
        ("Lieferadresse: Dr. Weber, Ulm. Bitte klingeln", {"address": "Dr. Weber, Ulm. Bitte klingeln"}),
        ("Kundennummer: 4711, Betrag: 12 €", {"customer_no": "4711", "amount": "12 €"}),
        ("Farbe (RAL?): Blau\nRest egal", {"colour": "Blau"}),
        ("kdnr: 4711", {"customer_no": "4711"}),
        ("cust no 4711-B", {"customer_no": "4711-B"}),
        ("Kunde 4711 fragt", {"customer_no": "4711"}),
        ("Rechnung 20-4471 stimmt nicht", {"invoice_no": "20-4471"}),
        ("Best.-Nr. 88-1", {"order_no": "88-1"}),
        ("Bestellung 40023 fehlt", {"order_no": "40023"}),
        ("see order #AB-77 and invoice 90210.", {"order_no": "AB-77", "invoice_no": "90210"}),
        ("order 20 more", {}),
        ("Rechnung 2026", {}),
        ("Rechnung vom 12.11.2026", {}),
        ("invoice 2026-11-12", {}),
        ("Rechnung 1200 € zu hoch", {"amount": "1200 €"}),
        ("Bild: <https://example.com/a.png|a>", {"picture": "https://example.com/a.png"}),
        ("hier (https://example.com/a.png).", {"picture": "https://example.com/a.png"}),
        ("https://example.com/a oder https://example.com/b", {}),
        ("statt 100 € nun 120 €", {}),
        ("Die Lieferadresse fehlt", {}),
        ("Kundennummer unbekannt", {}),
        ("", {}),
    ],
)
def test_what_the_receiver_has_to_know_is_taken_from_the_text(text: str, answers: dict[str, str]) -> None:
    assert answers_in(text, ASKED) == answers


@given(st.text(max_size=300))
def test_what_is_proposed_stands_in_the_text(text: str) -> None:
    for answer in answers_in(text, ASKED).values():
        assert answer in text
    assert urgency_in(text) in text
