"""Messages that sound like letting go, and are not: whoever wrote them is never asked."""

import pytest

from bot.domain.detector import classify
from tests.domain.detector.labelled import COMPANY

NEAR_MISSES = {
    "de.nothing-to-do": (
        "Kundendienst hat mir geschrieben, dass nichts weiter zu tun ist.",
        "Liegen die Unterlagen dem Einkauf schon vor? Dann wäre für uns nichts weiter zu tun.",
        "Kein weiterer Handlungsbedarf, die Buchhaltung hat alles gebucht.",
        "Der Vertrieb hat uns die Unterlagen übersandt, wir müssen nichts weiter veranlassen.",
    ),
    "de.stepping-back": (
        "Vertrieb ist informiert, Lisa hat es übernommen und ich bin raus.",
        "Ich hab der Buchhaltung NICHT gemailt, für mich ist das noch nicht zu.",
        "Tom sagt, er hätte es der IT gemeldet und halte sich da raus.",
        "Ich hab dem Kunden gemailt, für mich ist der Fall zu.",
        "Die IT hat das Ticket gemeldet und geschlossen, für uns ist das Thema zu.",
        "Hab dem Vertrieb gemailt, Tanja klärt das bis Mittag. Für mich ist das jetzt gut.",
    ),
    "de.hopes": (
        "Hab der Logistik geschrieben, hoffentlich kriegen die das hin. Ich frag morgen nach.",
        "Hoffentlich liest die IT meine Mails irgendwann mal.",
        "Wir haben die Anfrage an Legal gegeben. Können die das übernehmen? Sonst mach ich's.",
        "Hab's der IT gemeldet. Wenn die nicht antworten, ruf ich da an.",
    ),
    "de.lies-before-them": (
        "Die Unterlagen liegen dem Einkauf noch nicht vor, damit ist nichts erledigt.",
        "Die Unterlagen liegen dem Kundendienst vor, Frau Meier hat den Eingang bestätigt. Damit erledigt.",
        "Liegen die Unterlagen dem Einkauf schon vor? Dann wäre das für uns erledigt.",
        "Das defekte Headset ist der IT gemeldet, Mehmet bringt morgen ein neues.",
        "Im neuen Prozess geht jede Reklamation per Mail an den Kundendienst, die kümmern sich dann.",
    ),
    "de.stays-on": (
        "Hab dem Kundendienst geschrieben, die kümmern sich. Bis einer ja sagt, bleibt das bei mir.",
        "Hab das Ticket an die IT gegeben, die machen das, Sven ruft mich gleich zurück.",
        "Hab's der Logistik gemailt, die wissen Bescheid, ich warte auf deren Rückmeldung.",
    ),
    "en.nothing-to-do": (
        "Legal sent us the contract, no further action needed.",
        "Sent the weekly report to sales, no action needed.",
        "IT emailed me that no further action is needed.",
        "I've passed it to accounts, is any further action needed from us?",
    ),
    "en.stepping-back": (
        "Raised a ticket with IT, they fixed it in ten minutes. Closing the case.",
        "We forwarded the complaint to service; Kim is now the owner and we're closing our ticket.",
        "Not closing the case until accounting have confirmed.",
        "Tom told me he'd sent it to legal and washed his hands of it.",
        "Once it's sent to legal, it's out of scope for us.",
        "I popped over to Legal for a coffee.",
    ),
    "en.hopes": (
        "I have mailed IT and Ravi will do the needful by EOD.",
        "I will mail IT and they will do the needful.",
        "The customer emailed support twice and hopefully someone picks it up.",
        "Has anyone emailed IT? They should take it from here.",
        "Emailed IT. If they don't answer by noon I'll go over there.",
    ),
    "en.lodged": (
        "Same has been shared with Accounting and they have confirmed receipt. Closing the case.",
        "Same has not been shared with Accounting, so it's not off my desk.",
        "Has the complaint been raised with legal? If so we can close the case.",
        "The report was shared with sales last quarter.",
        "Raised it with IT in the meeting, Lena takes it. Off my desk.",
    ),
    "en.result-by": (
        "Sent it to legal, it's with them now, answer by Thursday.",
        "Handed it to sales by mail, off my desk, the quote comes on Friday.",
        "Emailed accounting, they'll sort it, reply tomorrow.",
    ),
    "en.stays-on": (
        "Mailed sales the diff, it's with them; leaving my card open until they ack.",
        "I've emailed Sales, they'll sort it, but I'm hanging on to it until Julie says it's done.",
        "I have mailed IT, they will handle it; I will revert once I get confirmation from them.",
        "Emailed Dave in IT, he's fixing it now. Moving on.",
        "Ticket is with IT, assigned to Lena.",
    ),
}

THROWN = (
    "Hab's dem Einkauf in den Posteingang gelegt, ab da nicht mehr meine Baustelle.",
    "Beschwerde wurde dem Kundendienst zugestellt, wir sehen die Sache als erledigt an.",
    "Störung der IT gemeldet per Ticket, mehr liegt nicht in meiner Macht.",
    "Hab ich an Buchhaltung abgetreten, juckt mich nicht mehr.",
    "hab's der it g'meldet, de werden's scho richten, mehr kann i ned tun",
    "Wir haben das an Recht weitergereicht und den Vorgang geschlossen.",
    "Bzgl. der Gutschrift ist die Buchhaltung per Mail informiert; damit nicht mehr unsere Sache.",
    "Der Vertrieb ist angemailt und damit in der Pflicht.",
    "Hab der Logistik gemailt. Wenn die das nicht lesen, nicht mein Problem.",
    "Forwarded it to legal. If they need anything, they know where to find me.",
    "I've let it go to accounts by email, so I'm leaving it there.",
    "Fault reported to IT by mail before I left on Friday, so that's off my plate.",
    "Kindly note the complaint has been forwarded to IT, nothing pending from our side.",
    "Complaint's been passed to service, so that's that as far as I'm concerned.",
    "punted to IT, lol, good luck to them",
    "Slacked legal about the NDA, they can take it from here.",
)


@pytest.mark.parametrize(
    ("cue", "text"), [(cue, text) for cue, texts in NEAR_MISSES.items() for text in texts]
)
def test_whoever_has_not_let_go_is_not_asked(cue: str, text: str) -> None:
    assert not classify(text, COMPANY).prompt, f"near miss of {cue}"


@pytest.mark.parametrize("text", THROWN)
def test_whoever_has_let_go_is_asked_in_whatever_words(text: str) -> None:
    assert classify(text, COMPANY).prompt
