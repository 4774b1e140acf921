"""Where the rules send a matter while its sender still writes."""

from bot.domain.company.organisation import Organisation
from bot.domain.proposing.routing import Matter, Proposal, Router
from tests.company import COMPANY


def company(*rules: dict[str, object]) -> Organisation:
    dumped = COMPANY.model_dump() | {"rules": rules}
    return Organisation.model_validate(dumped)


REFUND: dict[str, object] = {"when": {"topic": ["Gutschrift", "refund"]}, "to": "accounting"}


def mark(company: Organisation, position: int) -> str:
    return company.rules[position].mark


def test_the_first_rule_that_matches_wins_and_says_why() -> None:
    ruled = company({"when": {"topic": ["Server"]}, "to": "it"}, REFUND, {"when": {}, "to": "service"})
    router = Router(ruled)
    assert router.propose(Matter("Zwei Gutschriften für Müller")) == Proposal(
        "accounting", "Gutschrift", mark(ruled, 1)
    )
    assert router.propose(Matter("Der SERVER steht, Gutschrift egal")) == Proposal(
        "it", "Server", mark(ruled, 0)
    )
    assert router.propose(Matter("Irgendwas")) == Proposal("service", "", mark(ruled, 2))


def test_all_that_a_rule_asks_for_has_to_be_there() -> None:
    rule: dict[str, object] = {
        "when": {"topic": ["Lieferung"], "customer": ["Müller"], "urgent": True, "from_department": "sales"},
        "to": "logistics",
    }
    router = Router(ruled := company(rule))
    whole = Matter("Lieferung fehlt", customer="müller GmbH", urgent=True, from_department="sales")
    assert router.propose(whole) == Proposal("logistics", "Lieferung", mark(ruled, 0))
    for less in (
        Matter("Lieferung fehlt", customer="Meier", urgent=True, from_department="sales"),
        Matter("Lieferung fehlt", customer="Müller", from_department="sales"),
        Matter("Lieferung fehlt", customer="Müller", urgent=True, from_department="it"),
        Matter("Ware fehlt", customer="Müller", urgent=True, from_department="sales"),
    ):
        assert router.propose(less) is None


def test_a_short_topic_has_to_stand_alone() -> None:
    router = Router(ruled := company({"when": {"topic": ["IT"]}, "to": "it"}))
    assert router.propose(Matter("Bitte mit Italien sprechen")) is None
    assert router.propose(Matter("an die IT bitte")) == Proposal("it", "IT", mark(ruled, 0))


def test_a_short_name_in_capitals_is_not_found_in_a_small_word() -> None:
    router = Router(COMPANY)
    assert router.propose(Matter("Please take it from here. It is late.")) is None
    assert router.propose(Matter("Please ask IT.")) == Proposal("it", "IT")


def test_nobody_is_sent_to_their_own_department() -> None:
    assert Router(company(REFUND)).propose(Matter("Gutschrift", from_department="accounting")) is None


def test_without_a_rule_the_topics_speak_and_a_tie_says_nothing() -> None:
    router = Router(COMPANY)
    assert router.propose(Matter("Rabatt auf das Angebot?", from_department="it")) == Proposal(
        "sales", "Rabatt"
    )
    assert router.propose(Matter("Logistik oder Buchhaltung?")) is None
    assert router.propose(Matter("")) is None
