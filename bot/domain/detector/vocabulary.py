"""The lists of words that patterns name in capitals; `_` is a blank, `*` any ending."""

from bot.domain.detector.folding import listed

VOCABULARY = {
    "TEAM": "§team",
    "PERSON": "§person",
    # What is sent, and where it lies then.
    "MAIL": "rundmail mail mails email emails sammelmail gruppenmail infomail nachricht message memo"
    " schriftlich weiterleitung voicemail sprachnachricht messenger teams chat dm slack fax notiz writing text infos info meldung formular webformular",
    "BOX": "postfach gruppenpostfach sammelpostfach teampostfach funktionspostfach posteingang eingang"
    " eingangskorb postkorb eingangsfach sammeladresse funktionsadresse backlog inbox mailbox intray in_tray tray pigeonhole queue channel kanal ticketsystem jira warteschlange §channel",
    "TICKET": "ticket tickets case incident anfrage störung meldung",
    # German: ways to have sent something.
    "HAB": "hab habe",
    "HATTEN": "haben hatten hatte hab habe",
    "ICH": "ich wir",
    "GEMAILT": "gemailt gemailed geemailt emailed weitergeleitet weiter_geleitet weitergemailt"
    " weiterverschickt angemailt zugemailt rübergemailt hingemailt rausgemailt rumgemailt hinterhergemailt"
    " durchgemailt nachgemailt reingemailt hingeschrieben gemailed rübergeforwardet weitergeforwardet"
    " hingeforwardet rumgemailt rundgemailt angeslackt geslackt gefaxt angeschrieben angepingt geforwardet geforwarded forwarded gecct",
    "GESCHICKT": "geschickt gesendet versendet verschickt zugeschickt zugesendet zugesandt gesandt"
    " übersandt übersendet rübergeschickt rüber_geschickt hingeschickt rausgeschickt rumgeschickt"
    " losgeschickt abgeschickt weitergeschickt nachgeschickt hinterhergeschickt eingereicht weitergegeben"
    " weiter_gegeben weitergereicht rübergegeben rübergeschoben rübergereicht rübergeworfen"
    " rübergeschmissen rübergekippt reingeworfen eingeworfen hingeworfen abgegeben abgeladen abgekippt"
    " zugespielt zugeschoben durchgereicht durchgegeben übermittelt übergeben verwiesen umgeleitet"
    " zugeleitet zukommen_lassen reingelegt hingelegt gelegt geworfen gekippt geschmissen reingestellt"
    " eingestellt gepostet gepackt geschoben reingekippt reingeschoben abgedrückt weitergetragen"
    " gegeben_an rausgehauen rausgejagt reingehauen hingeknallt überstellt überlassen übertragen"
    " zugewiesen weitergeschoben hingeschoben zugeworfen zugestellt abgeliefert anvertraut abgetreten"
    " hingegeben hingereicht rübergeleitet rüber_geleitet rübergespielt rübergebracht weitergespielt reingegeben"
    " reingeschickt reingeschmissen reingedrückt reingepackt rübergedrückt rübergehauen rübergeschafft"
    " durchgestellt durchgeschoben delegiert weiterdelegiert abgewälzt ausgelagert eingesteuert eingespielt"
    " weiterverwiesen weiterverteilt herangetragen vorgelegt überreicht durchgesteckt zugesteckt untergejubelt angedreht zugeschanzt eskaliert",
    "GEMELDET": "geschrieben gegeben gemeldet mitgeteilt beantragt informiert kommuniziert hinterlegt"
    " gemacht gestellt verfasst getippt hingewiesen bescheid_gegeben bescheid_gesagt gesagt angefragt"
    " angefordert weitergesagt kontaktiert verständigt hinterlassen dagelassen weitergemeldet verteilt abgesetzt signalisiert angezeigt gebeten reingeschrieben angestoßen"
    " benachrichtigt in_kenntnis_gesetzt adressiert gepingt gesprochen",
    "AUFGEMACHT": "aufgemacht eröffnet angelegt geöffnet erstellt aufgegeben gezogen eingekippt"
    " eingestellt geschrieben erfasst gemeldet",
    "KOPIE": "cc kopie bcc copy",
    "SCHON": "doch längst bereits schon_längst schon_vor schon_letzte* schon_gestern schon_am schon_x_mal"
    " schon_mehrmals schon_zweimal schon_dreimal schon_tausendmal letzte_woche schon_montag damals",
    # English: ways to have sent something.
    "I": "i we",
    "ADV": "have had has just already also simply then even only finally quickly immediately been now so"
    " went_and since actually literally duly promptly basically",
    "EMAILED": "emailed emailled forwarded fwded fwd cced bcced messaged pinged dmed slacked faxed re_sent resent",
    "SENT": "sent passed handed dropped threw thrown tossed chucked lobbed punted shoved kicked bounced"
    " pushed routed redirected relayed submitted referred pointed dumped slid transferred delegated copied"
    " looped shunted flicked fired flung blasted batted flipped entrusted assigned escalated channelled popped whizzed pinged dispatched bunged slung offloaded unloaded outsourced palmed"
    " fobbed farmed_out parked piped funnelled funneled forwarded_on conveyed transmitted despatched surrendered"
    " lateralled volleyed hoofed nudged_over moved_over"
    " turned_over",
    "WROTE": "wrote written shot put left told informed notified gave raised opened filed logged reported"
    " posted flagged stuck placed let typed briefed texted alerted dropped addressed contacted shared intimated advised apprised communicated notified highlighted lodged submitted registered",
    # Who is meant by "they", and what is done by whom.
    "DIE": "die sie jemand wer einer irgendwer irgendjemand irgendeiner irgendeine §team",
    "DENEN": "denen ihnen euch ihm §team",
    "THEY_ALL": "they one_of_them someone somebody anyone §team others",
    "THEY": "they someone somebody §team he she",
    "THEM": "them §team him her they theirs",
    "MEIN_TEIL": "mein_job mein_part mein_teil meine_aufgabe meine_arbeit mein_anteil meine_baustelle"
    " unser_part unser_teil unser_job unsere_aufgabe meine_schuldigkeit meine_pflicht",
    "FERTIG": "läuft passt okay gemacht erfüllt geschafft beendet erledigt abgehakt durch fertig"
    " abgeschlossen gegessen gelaufen getan geklärt vom_tisch erschlagen geregelt gelöst aus_der_welt"
    " vorbei abgefrühstückt eingetütet ausgestanden ad_acta in_trockenen_tüchern",
    "MEINERSEITS": "für_mich für_uns für_unsere für_unser von_meiner_seite meinerseits aus_meiner_sicht"
    " von_unserer_seite unsererseits von_mir_aus meine_seite meinem_tisch auf_meiner_seite auf_unserer_seite aus_unserer_sicht für_meinen_teil"
    " was_mich_angeht was_mich_betrifft was_uns_betrifft was_uns_angeht meines_erachtens unserer_seite",
    "SACHE": "thema sache fall vorgang kapitel ding punkt angelegenheit job geschichte problem case topic"
    " matter",
    "PROBLEM": "problem bier baustelle thema job sache tisch zuständigkeit aufgabe ding spielfeld acker hut",
    "MACHEN": "machen macht regeln regelt klären klärt erledigen erledigt übernehmen bearbeiten lösen"
    " prüfen buchen melden richten sehen schauen gucken finden wissen entscheiden kümmern",
    "DONE": "done finished sorted handled closed dealt_with off_my_desk off_my_plate off_my_hands over"
    " settled taken_care_of wrapped_up through off_the_table",
    "HANDLE": "handle take sort deal fix pick do figure look manage process follow run work get see know"
    " resolve respond reply finish book act",
    "MYSIDE": "from_my_side from_my_end on_my_side on_my_end for_me for_us for_our from_our_side"
    " from_our_end from_my_perspective from_where_i_stand as_i_see_it as_far_as_i on_our_end on_our_side on_my_part on_our_part at_my_end at_our_end"
    " this_end from_this_side as_far_as_we in_my_book our_end my_end on_this_side",
    "NEGATION": "nicht nie niemals kein keine keinen nichts not never nothing",
    # What is sent so that people know it, and who is no department.
    "INFO": "protokoll protokolle einladung einladungen newsletter rundmail rundschreiben umfrage link"
    " links fotos bilder logo artikel bewerbung kündigung glückwunsch glückwünsche iban präsentation"
    " folien agenda zugangsdaten logindaten urlaubsantrag krankmeldung terminvorschlag speiseplan kampagne"
    " pressemitteilung weihnachtskarte",
    "INFORMATION": "minutes invitation invitations invite newsletter all_staff survey link links photos"
    " pictures slides logo article application resignation iban deck presentation agenda login_details"
    " login_data password_reset credentials holiday_request sick_note press_release campaign christmas"
    " party",
    "GOODS": "paket pakete päckchen ware brief briefe schlüssel post dhl einschreiben müll auto parcel"
    " package goods keys post_office courier laundry umbrella jacket mug charger",
    "KUNDE": "kunde kunden kundin lieferant lieferanten lieferantin bewerber bewerberin hersteller"
    " spediteur finanzamt bank anwalt versicherung vermieter nachbarn nachbar frau mama papa kumpel",
    "CUSTOMER": "customer customers client clients supplier suppliers vendor vendors applicant landlord"
    " neighbour neighbours mum mom wife husband bank",
    # Dates that somebody can be held to.
    "DAY": "montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr morgen übermorgen"
    " heute mittag abend wochenende ende nächste* kommende* anfang monday tuesday wednesday thursday"
    " friday saturday sunday mon tue wed thu fri tomorrow tonight noon today eod end next close",
}

NEGATIONS = listed("nicht nie niemals kein keine keinen keinem keiner not never no nobody niemand")
"""Words over which no gap of a pattern reaches."""

NO_POSSESSIONS = listed(
    "mail mails email emails nachricht info infos message note memo part side end desk plate list job"
    " customer client customers kunde kunden kundin seite sicht teil team kollege kollegin kollegen chef"
    " boss inbox postfach liste"
)
"""What is somebody's own without being a private matter."""

CONJUNCTIONS = listed("und and oder or dass that damit so")
"""Words over which no short gap reaches."""

NO_NAMES = listed(
    "§team §group case matter topic thing issue request order invoice complaint contract problem mail"
    " rechnung vertrag vorgang fall paket rest antwort thema sache die sie das es jemand wer irgendwer"
    " einer alle man ich wir du ihr kunde kundin niemand keiner dann dass jetzt schon der dem den des und"
    " aber sich nicht ist hat er da auch so noch mal heute gestern morgen wird they someone somebody it"
    " that this i we you who nobody everyone and customer then what which as email ticket is are was were"
    " one he she anyone everything all not been to have has the a for be s will there here else hopefully probably presumably surely somewhere people folks"
    " guys get gets got getting being whoever whichever these those dort da drüben hoffentlich sicher"
    " wahrscheinlich bestimmt vermutlich eh halt ja mal irgendwann"
)
"""Words that are nobody's name."""

EVERYWHERE = listed(
    "ich wir die der das es sie er ist sind hab habe haben hat bei in an mit auf und da so wird werden"
    " kann alles jetzt dann schon i we it that this is are was have has had they you to on the and all"
    " will can with not nicht s §team mail mails email be for from my our me us mir uns"
)
"""Words that nearly every message has; patterns are not looked up by them if there is another way."""
