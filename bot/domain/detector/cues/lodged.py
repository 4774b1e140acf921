"""How people say, from where a matter is now, that they have brought it there."""

from bot.domain.detector.cue import Cue, Role

LODGED = (
    Cue(
        "de.lies-before-them",
        "de",
        Role.HAND_OVER,
        (
            "liegt|liegen|lag|lagen .. DENEN .. vor",
            "liegt|liegen .. DENEN .. als|per|in|via MAIL|BOX|anhang|kopie|elektronisch|digital|schriftlich",
            "wurde|wurden|ist|sind|war … DENEN .. gemeldet|mitgeteilt|bekannt_gegeben|angezeigt|kommuniziert|weitergesagt|vorgelegt|durchgegeben|geschrieben|bekannt|gesagt|überlassen",
            "DENEN .. gemeldet|mitgeteilt|durchgegeben|vorgelegt|angezeigt $",
            "^ … per|via|als MAIL rüber|weiter|weg|raus|hin|ab",
            "DENEN|TEAM … erreicht|zugegangen",
            "^ der|dem|den|die|bei? TEAM bescheid_gegeben|bescheid_gesagt|informiert|verständigt|benachrichtigt|kontaktiert",
            "ist|sind .. DENEN zugegangen|zugestellt|zugeleitet",
            "TEAM habe|hab|haben|hatte ich|wir … informiert|kontaktiert|verständigt|benachrichtigt|angeschrieben|in_kenntnis_gesetzt|beauftragt|gebeten",
            "HAB … TEAM … informiert|kontaktiert|verständigt|benachrichtigt|in_kenntnis_gesetzt|beauftragt|gebeten",
            "HATTEN … DENEN … per|via|schriftlich MAIL? … durchgegeben|angezeigt|gebeten|beauftragt",
            "HATTEN … in .. MAIL … verteilt|geschrieben|zusammengefasst|erklärt",
        ),
        found_in=(
            "Die Unterlagen liegen dem Team elektronisch vor.",
            "Das defekte Headset ist denen gemeldet",
            "Anfrage: per Mail rüber zum Team",
        ),
        not_in=(
            "Uns liegt nichts vor.",
            "Liegt denen das vor?",
            "Das ist denen noch nicht gemeldet.",
            "Mir ist nichts gemeldet.",
        ),
        unless="mir uns hast habt soll sollte muss wird werde kunde kunden noch geht gehen kommt kam läuft schickt bitte lieber",
    ),
    Cue(
        "en.lodged",
        "en",
        Role.HAND_OVER,
        (
            "been|was|were|got|is|are|s ADV? shared|raised|flagged|logged|reported|communicated|put|filed|posted|lodged|highlighted|submitted|notified|left|mentioned|addressed|intimated with|to|in|into|through .. TEAM|BOX",
            "been|was|were|got|is|are|s ADV? shared|raised|flagged|logged|reported|communicated|filed|lodged|highlighted|submitted|notified|mentioned|addressed|intimated … by|via|over|through|in MAIL",
            "^ … raised|flagged|logged|reported|lodged|filed|shared with|to TEAM",
            "I ADV? ADV? made|did|put|placed|wrote … demand|request|report|announcement|declaration … to|with|at|in .. TEAM|BOX",
            "gone|went|go|sent off|over|across|out|straight|up|along|through? to TEAM",
            "by MAIL .. to .. TEAM .. gone|sent|transmitted|given",
            "over|off|across|on to .. TEAM by|via|in|over MAIL",
            "I ADV? ADV? raised|logged|filed … with|for|at|to|in .. TEAM",
            "^ ADV? raised|logged|filed … with|for|at|to|in .. TEAM",
            "opened|created .. NUMBER|TICKET .. with|for|at|to|in .. TEAM",
            "TICKET is|s with TEAM",
            "I ADV? ADV? gave|given it|this|that|the|them … to TEAM",
            "TEAM was|were|been|is|are ADV? informed|notified|told|emailed|written|messaged by|via|in|over|through MAIL",
            "TEAM|they ADV? informed|notified|told|briefed by|via|in MAIL",
            "TEAM|they is|are|s ADV? in|on cc|copy|the_loop|the_picture|thread",
        ),
        found_in=(
            "Same has been shared with the team over email",
            "I made the demand to the team with an email.",
            "opened INFRA-2291 with the team",
            "over to the team by mail",
        ),
        not_in=(
            "It was not shared with the team.",
            "Was it raised with the team?",
            "It was raised by us in a meeting.",
            "It will be shared with the team.",
        ),
        unless="will would going please not me",
    ),
)
