"""Any bytes become a mail: with limits, in any charset, whatever is malformed."""

import encodings
import pkgutil
from email.message import EmailMessage

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.mail.headers import addresses_in
from bot.domain.mail.loops import automatic
from bot.domain.mail.mail import Attachment
from handlers.mail.html import text_of
from handlers.mail.parsing import LONGEST_FIELD, MOST_FIELDS, MOST_LINES, MOST_PARTS, parse
from tests.mail.sending import message

CHARSETS = sorted(name for _, name, _ in pkgutil.iter_modules(encodings.__path__))
HEAD = b"From: anna@hansen.example\nSubject: x\n"


def body(head: str, content: bytes = b"Text") -> str:
    return parse(HEAD + head.encode() + b"\n\n" + content).text


@pytest.mark.parametrize("charset", CHARSETS)
def test_every_charset_of_the_standard_library_makes_text(charset: str) -> None:
    text = "Die Gutschrift fehlt"
    try:
        content = text.encode(charset)
    except (LookupError, ValueError, TypeError, AssertionError):
        content = text.encode()
    for raw in (content, bytes(range(256)) * 20):
        parse(HEAD + f"Content-Type: text/plain; charset={charset}\n\n".encode() + raw)
    read = body(f"Content-Type: text/plain; charset={charset}", content)
    assert read == text or charset in UNUSUAL


UNUSUAL = {
    *(
        "aliases",
        "base64_codec",
        "bz2_codec",
        "charmap",
        "hex_codec",
        "idna",
        "mbcs",
        "oem",
        "punycode",
        "quopri_codec",
    ),
    *("raw_unicode_escape", "rot_13", "undefined", "unicode_escape", "uu_codec", "zlib_codec"),
}


@pytest.mark.parametrize(
    ("head", "content", "text"),
    [
        ("Content-Type: text/plain; charset=unknown-8bit", "Müller".encode(), "Müller"),
        ("Content-Type: text/plain", "Müller".encode("cp1252"), "Müller"),
        ("Content-Type: text/plain; charset=utf-8", b"M\xfcller", "M�ller"),
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
            b"SGFsbG8gRG9y!Y",
            "SGFsbG8gRG9y!Y",
        ),
        ("Content-Type: text/plain\nContent-Transfer-Encoding: nonsense", b"Text", "Text"),
        ("Content-Type: nonsense", b"Text", "Text"),
        ("Content-Type: text/plain; charset*=''%FF", b"Text", "Text"),
        ("Content-Type: multipart/mixed", b"Text", ""),
        ("Content-Type: text/plain; format=flowed", b"eins \nzwei \ndrei\n\nvier", "eins zwei drei\n\nvier"),
        ("Content-Type: text/html", b"<p>Hallo<script>alert(1)</script><style>p{}</style></p>", "Hallo"),
        ("Content-Type: text/html", b"<div>" * 5000 + b"tief" + b"</div>" * 5000, "tief"),
        ("Content-Type: text/plain", b"a\x00b\x07c", "abc"),
    ],
)
def test_what_is_malformed_loses_no_text_that_can_be_read(head: str, content: bytes, text: str) -> None:
    assert body(head, content) == text


def test_subjects_and_names_of_files_are_decoded() -> None:
    mail = message(subject="Gutschrift für Müller – eilt")
    mail.add_attachment(b"x" * 1234, maintype="application", subtype="pdf", filename="Rabatt für März.pdf")
    mail.add_attachment("a;b\n", subtype="csv", filename="../../etc/liste.csv")
    read = parse(mail.as_bytes())
    assert read.subject == "Gutschrift für Müller – eilt"
    assert read.attachments == (Attachment("Rabatt für März.pdf", 1234), Attachment("../../etc/liste.csv", 4))


def test_pictures_inside_the_text_are_no_files_and_mails_inside_a_mail_are() -> None:
    inner, mail = EmailMessage(), message()
    inner["Subject"] = "inner"
    inner.set_content("nicht unser Text")
    mail.add_attachment(inner)
    mail.add_attachment(b"png", maintype="image", subtype="png", cid="<logo>", disposition="inline")
    read = parse(mail.as_bytes())
    assert [one.name for one in read.attachments] == ["message/rfc822"]
    assert read.text == "Bitte die Gutschrift buchen."


def test_ten_thousand_nested_parts_come_to_an_end_and_the_mail_says_that_it_is_not_whole() -> None:
    nested = HEAD
    for depth in range(10_000):
        nested += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)
    read = parse(nested + b"\nText")
    assert (read.subject, read.sender, read.whole) == ("x", "anna@hansen.example", False)
    assert not parse(HEAD + b"Content-Type: message/rfc822\n\n" * 10_000 + b"Text").whole


def test_of_ten_thousand_parts_side_by_side_the_first_are_read() -> None:
    parts = b"".join(b"--b\nContent-Type: text/plain\n\nZeile %d\n" % number for number in range(10_000))
    read = parse(HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + parts)
    assert not read.whole
    assert read.text.startswith("Zeile 0\n\nZeile 1\n")
    assert read.text.count("Zeile") < MOST_PARTS


def test_endless_lines_and_fields_are_cut() -> None:
    read = parse(b"a: b\n" * (MOST_LINES + 5) + b"\nText")
    assert (len(read.headers.fields), read.whole) == (MOST_FIELDS, False)
    assert len(parse(b"Subject: " + b"x" * 100_000).headers.first("Subject")) == LONGEST_FIELD


def test_a_mail_without_anything_is_a_mail() -> None:
    read = parse(b"")
    assert (read.sender, read.subject, read.text, read.attachments, read.whole) == ("", "", "", (), True)


@pytest.mark.parametrize(
    ("fields", "sender"),
    [
        ("From: Anna <Anna@Hansen.example>", "anna@hansen.example"),
        ("From: anna@hansen.example\nFrom: ben@hansen.example", ""),
        ("From: anna@hansen.example, ben@hansen.example", ""),
        ("From: =?utf-8?q?anna=40hansen=2Eexample?= <evil@evil.example>", "evil@evil.example"),
        ("From: =?utf-8?q?anna=40hansen=2Eexample=3E=2C?= <evil@evil.example>", "evil@evil.example"),
        ('From: "anna@hansen.example" <evil@evil.example>', "evil@evil.example"),
        ("From: anna@hansen.example <evil@evil.example>", ""),
        ("From: nobody", ""),
        ("Sender: anna@hansen.example", ""),
    ],
)
def test_who_wrote_it_is_the_one_address_of_from(fields: str, sender: str) -> None:
    assert parse(fields.encode() + b"\n\nText").sender == sender


def test_groups_in_groups_hold_no_address_and_do_no_harm() -> None:
    groups = "a:" * 1900
    read = parse(
        f"From: {groups} anna@hansen.example\nTo: {groups}\nCc: accounting@staffel.example\n\nText".encode()
    )
    assert read.sender == ""
    assert addresses_in(read.headers.all("To")) == []
    assert automatic(read.headers, return_path="anna@hansen.example") is None


PIECES = st.sampled_from(
    [
        *(
            b"From: a@b.example\n",
            b"Subject: =?utf-8?q?x",
            b"?=\n",
            b"\n\n",
            b"\r\n",
            b"--b\n",
            b"--b--\n",
            b"\x00",
            b"\xff",
        ),
        *(
            b"Content-Type: multipart/mixed; boundary=b\n",
            b'Content-Type: multipart/alternative; boundary="b"\n',
        ),
        *(
            b"Content-Type: text/html; charset=utf-16\n",
            b"Content-Type: message/rfc822\n",
            b"Content-Type: text/plain;",
        ),
        *(b' charset="', b" name*0*=utf-8''%E4;", b'Content-Disposition: attachment; filename="=?x?b?!?="\n'),
        *(
            b"Content-Transfer-Encoding: base64\n",
            b"Content-Transfer-Encoding: x-uuencode\n",
            b"begin 666 x\n",
            b"<div>",
            b"&#",
        ),
        *(
            b"Content-Type: message/delivery-status\n",
            b"Content-Type: multipart/digest; boundary=b\n",
            b"MIME-Version: 1.0\n",
        ),
    ]
)
ANYTHING = st.lists(st.one_of(PIECES, st.binary(max_size=20)), max_size=30).map(b"".join)


@given(ANYTHING)
@example(b"Content-Type: text/html\n\n<![CDATA[")
@example(b"Content-Type: text/plain; charset=\x00\n\nText")
def test_no_bytes_at_all_are_too_much(raw: bytes) -> None:
    read = parse(raw)
    texts = [read.sender, read.text, read.subject, read.identity, read.named(), read.key("accounting")]
    texts += [text for field in read.headers.fields for text in field]
    for text in texts:
        assert "\0" not in text
        text.encode()  # without a lone surrogate, so that every database takes it


@given(st.text(max_size=200))
@settings(max_examples=50)
def test_what_is_text_stays_text_in_html(text: str) -> None:
    assert (
        "<script" not in text_of(f"<p>{text.replace('<', '&lt;')}</p><script>evil()</script>")
        or "<script" in text
    )
