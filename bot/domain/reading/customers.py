"""Which customer a text is about, where it says so: a number or a name behind the word."""

import re

_NUMBER = re.compile(
    r"\b(?:kunden?\s?-?\s?(?:nummer|nr\b\.?|no\b\.?|id)|kd\.?\s?-?\s?nr\b\.?|(?:customer|client|account)\s+(?:number|no\b\.?|id|#))"
    r"\s*(?:is|ist|lautet)?\s*[:#=]?\s*(?P<number>[A-Z]{0,4}[-/]?\d[\w/-]*)",
    re.IGNORECASE,
)
_CAPITAL = r"[A-ZÄÖÜ][\w'’-]*"
_LEGAL_FORM = (
    r"(?:GmbH|mbH|AG|KG|SE|UG|OHG|GbR|e\.\s?V\.|eG|Ltd\.?|Limited|Inc\.?|LLC|Corp\.?|plc|B\.?V\.?|S\.?A\.?)"
)
_NAME = re.compile(
    r"\b(?:[Kk]und(?:e|en|in)|KUNDE|Firma|Fa\.|[Cc]ustomer|[Cc]lient)\s*:?\s+(?:(?:Herrn?|Frau|Firma|Mr\.?|Mrs\.?|Ms\.?)\s+)?"
    rf"(?P<name>{_CAPITAL}(?:\s+(?:&\s+)?{_CAPITAL}){{0,3}}?\s+{_LEGAL_FORM}(?:\s+&\s+Co\.(?:\s+{_LEGAL_FORM})?)?"
    rf"|{_CAPITAL}\s+(?:&|und|and)\s+(?:Söhne|Sohn|Töchter|Tochter|Co\.?|Partner|Sons?)|{_CAPITAL})(?!\w)"
)
_NO_NAME = re.compile(
    r"(?:Rechnung|Gutschrift|Bestellung|Lieferung|Auftrag|Angebot|Vertrag|Reklamation|Beschwerde|Rabatt|Preis|Termin|Service"
    r"|Support|Nummer|Nr|Number|No|ID|Care|Success|Invoice|Refund|Order|Complaint|Montag|Dienstag|Mittwoch|Donnerstag|Freitag"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|I|Und|And|Bitte|Please)\w*"
)  # fmt: skip


def customer_in(text: str) -> str:
    """Return the customer whom the text names, with name and number as far as it gives them; empty if it names none."""
    found = _NUMBER.search(text)
    number = found["number"].rstrip("-/") if found else ""
    names = (match["name"] for match in _NAME.finditer(text))
    name = next((name for name in names if not _NO_NAME.fullmatch(name)), "")
    return f"{name}, {number}" if name and number else name or number
