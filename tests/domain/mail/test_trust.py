"""A sender is believed when our own mail server says so, about that very domain."""

import pytest

from bot.domain.mail.headers import Headers
from bot.domain.mail.trust import is_fresh, unchecked, vouched
from tests.company import MONDAY

US = "mx.hansen.example"
ANNA = "anna@hansen.example"


def believed(*results: str, sender: str = ANNA, authserv_id: str = US) -> bool:
    return vouched(Headers([("Authentication-Results", one) for one in results]), sender, authserv_id)


@pytest.mark.parametrize(
    "result",
    [
        f"{US}; dmarc=pass header.from=hansen.example",
        f"{US}; dmarc=pass (p=REJECT dis=NONE) header.from=hansen.example",
        f"{US} 1; spf=fail smtp.mailfrom=list.example; dkim=pass header.d=hansen.example header.s=s1",
        f"{US}; spf=pass smtp.mailfrom=anna@hansen.example",
        f"{US.upper()}; SPF=Pass smtp.mailfrom=hansen.example",
        f"{US}; dkim=pass header.i=@hansen.example",
        f"{US}; auth=pass (plain) smtp.auth=anna@hansen.example",
        f'{US}; dkim=pass reason="good signature" header.d="hansen.example"',
    ],
)
def test_what_our_server_vouches_for_is_believed(result: str) -> None:
    assert believed(result)


@pytest.mark.parametrize(
    "result",
    [
        f"{US}; none",
        f"{US}; dmarc=none header.from=hansen.example",
        f"{US}; spf=pass smtp.mailfrom=evil.example",
        f"{US}; dkim=pass header.d=evil.example",
        f"{US}; dkim=pass header.d=hansen.example.evil.example",
        f"{US}; dmarc=pass header.from=evil.example",
        f"{US}; spf=softfail smtp.mailfrom=hansen.example",
        f"{US}; arc=pass header.d=hansen.example",
        f"{US}; dmarc=fail header.from=hansen.example; spf=pass smtp.mailfrom=hansen.example",
        f"{US}; x=y (dmarc=pass)",
        "mx.evil.example; dmarc=pass header.from=hansen.example",
        f"mx.evil.example ({US}); dmarc=pass",
        f"{US}.evil.example; dmarc=pass",
        "",
        ";",
    ],
)
def test_what_it_does_not_vouch_for_is_not(result: str) -> None:
    assert not believed(result)


@pytest.mark.parametrize(
    "result",
    [
        f'{US}; spf=pass smtp.mailfrom="x smtp.mailfrom=hansen.example"@evil.example',
        f'{US}; spf=pass smtp.mailfrom="x; dmarc=pass header.from=hansen.example; y"@evil.example',
        f'{US}; spf=pass smtp.mailfrom="x\\"; dmarc=pass; y"@evil.example',
        f'{US}; spf=pass smtp.mailfrom=""x; dmarc=pass header.from=hansen.example; y"@evil.example"',
        f'{US}; spf=pass smtp.mailfrom="anna@hansen.example"@evil.example',
        f"{US}; spf=pass smtp.mailfrom=anna@hansen.example x@evil.example",
        f'{US}; spf=pass (domain of "x); dmarc=pass ("@evil.example) smtp.mailfrom=evil.example',
        f'{US}; spf=pass (domain of x"); dmarc=pass; (y@evil.example) smtp.mailfrom=evil.example',
        f"{US}; spf=pass (a (b) c; dmarc=pass) smtp.mailfrom=evil.example",
        f"{US}; spf=pass (never closed; dmarc=pass",
        f'{US}; dkim=pass header.d=evil.example header.s="x header.d=hansen.example"',
    ],
)
def test_who_chooses_a_strange_address_writes_no_result_into_our_servers(result: str) -> None:
    assert not believed(result)
    assert not believed(result, f"{US}; dmarc=pass header.from=hansen.example")


@pytest.mark.parametrize(
    "result",
    [
        f'{US}; spf=pass smtp.mailfrom="Anna Berg"@hansen.example',
        f'{US}; spf=pass (mx: domain of "anna@hansen.example" designates 1.2.3.4) smtp.mailfrom="anna@hansen.example"',
        f"{US}; dmarc=pass action=none header.from=hansen.example;compauth=pass reason=100",
        f'{US}; dkim=pass (2048-bit key; unprotected) header.d=hansen.example header.b="a/b="; x-tls=pass',
        f"{US}; iprev=pass (one (inside) another) policy.iprev=1.2.3.4; dmarc=pass header.from=hansen.example",
    ],
)
def test_what_servers_really_write_is_understood(result: str) -> None:
    assert believed(result)


def test_only_the_topmost_of_its_results_speaks_for_the_sender() -> None:
    forged = f"{US}; dmarc=pass header.from=hansen.example"
    assert not believed(f"{US}; spf=none", forged)
    assert believed("other.example; dmarc=fail", forged)
    assert not believed(forged, f"{US}; dmarc=fail header.from=hansen.example")


def test_without_a_name_for_our_server_nobody_is_believed() -> None:
    assert not believed("; dmarc=pass", authserv_id="")
    assert not believed(f"{US}; dmarc=pass", authserv_id="")
    assert not believed(f"{US}; spf=pass smtp.mailfrom=", sender="")


@pytest.mark.parametrize(
    ("result", "undecided"),
    [
        (f"{US}; dmarc=temperror header.from=hansen.example", True),
        (f"{US}; spf=temperror smtp.mailfrom=anna@hansen.example", True),
        (f"{US}; dkim=temperror reason=dns", True),
        (f"{US}; spf=temperror smtp.mailfrom=evil.example", False),
        (f"{US}; dmarc=temperror header.from=evil.example", False),
        (f"{US}; dmarc=fail header.from=hansen.example; spf=temperror", False),
        (f"{US}; dmarc=permerror header.from=hansen.example", False),
        (f"{US}; none", False),
        ("mx.evil.example; dmarc=temperror", False),
    ],
)
def test_what_could_not_be_found_out_just_now_may_be_another_time(result: str, undecided: bool) -> None:
    headers = Headers([("Authentication-Results", result)])
    assert unchecked(headers, ANNA, US) is undecided
    assert not vouched(headers, ANNA, US)


@pytest.mark.parametrize(
    "received", ["", "from a by b", "by b; morgen", "by b; Mon, 99 Nov 2026 09:00:00 +0100"]
)
def test_nobody_knows_when_a_mail_without_a_readable_time_came(received: str) -> None:
    assert not is_fresh(Headers([("Received", received)]), MONDAY)
