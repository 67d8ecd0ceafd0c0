"""What surrounds the word of a label: denial, ordinary use, the place of a label. Pure.

All texts are plain (small letters, `nahbar.language.letters`).
"""

from __future__ import annotations

import re

from nahbar.language.institutions import with_an_institution
from nahbar.language.label_ordinary import between_scenes, on_shirts_of_a_team
from nahbar.language.label_places import (
    at_home,
    counts_a_frame,
    follows_a_key,
    for_a_trade,
    plays_along,
    points_to_a_link,
    stands_for_a_label,
    with_nobody,
)
from nahbar.language.label_words import Term
from nahbar.language.letters import Plain
from nahbar.language.on_sale import is_sold

# How far to look for what denies or explains a label.
_NEAR = 48
# How far to look for what the whole post is about; a bound keeps long texts of many labels linear.
_ABOUT = 800
_DENIED_BEFORE = re.compile(
    r"(?:\b(?:keine?[rn]?|kei|un-?\s?bezahlte?[rns]?|unbeauftragte?|ohne|nicht|ned|net|nöd|nix|never|not|no"
    r"|non|isn.t|aren.t"
    r"|nie|weder|statt|freiwillige?|unpaid|nobody|un)[\s\-_]*(?:eine?\s+|an?\s+|bezahlte\s+|paid\s+|als\s+"
    r"|mehr\s+|von\s+)*"
    r"|\(un\)|#(?:un-?bezahlte|keine|ohne|no|not|notan)_?)$"
)
_UNPAID = (
    r"(?:un-?bezahlt|un-?beauftragt|un-?entgeltlich|un-?bestellt|nicht\s+bezahlt|ohne\s+(?:auftrag|bezahlung)"
    r"|unpaid|unbez\b)"
)
_DENIED_AFTER = re.compile(
    rf"[\s,;:|/()\[\]–—\-.*_•·~!\\⁣]*(?:da\s+|weil\s+|aber\s+|-\s*)?(?:{_UNPAID}|in\s+eigener\s+sache"
    rf"|für\s+mich\s+selbst|i\s+eigener\s+sach)"
)
_MENTIONED = re.compile(
    r"[\s,;:|/()\[\]–—\-.*_]*(?:da|wegen|wg\.?|weil|durch|aufgrund|due\s+to)[\s:]+(?:ich\s+|eine?\s+|der\s+|von\s+)?"
    r"(?:orts?-?\s?(?:und|&|u\.)\s*)?(?:marken?|namens?|orts?|produkt|personen|brand)?[\s\-]?"
    r"(?:(?:be)?nennung|erkennung|erwähnung|verlinkung|markierung|mention|tag\b|tags\b|sichtbar|erkennbar|nenne|verlinke)"
    r"|[\s,;:|/()\[\]–—\-.*_]*(?:marken?|namens?|orts?|produkt|personen)(?:-|\s)?(?:nennung|erkennung|verlinkung|markierung)"
    r"|[\s,;:|/()\[\]–—\-.*_]*(?:verlinkung|nennung|markierung)"
    r"|\s+aus\s+(?:liebe|überzeugung|leidenschaft|freude|begeisterung)"
)
_OWN_REASON = re.compile(r"nennung|verlinkung|markierung|selbst(?:gekauft|bezahlt)|ausliebe|aus(?:über|ueber)zeugung")
_SELF = re.compile(
    r"[\s,;:|/()\[\]–—\-.*_•]*(?:da\s+|weil\s+)?(?:alles\s+)?(?:selbst|selber|sälber)[\s-]?(?:gekauft|bezahlt"
    r"|finanziert|kauft|zahlt|gezahlt)"
)
# "Werbung (weil ich's muss)" and what shows that its writer has no other reason.
_CAUTION = re.compile(
    r"[\s,;:|/()\[\]–—\-.*_]*(?:(?:da|weil)\s+(?:ich|man|i|ma)(?:\s*['’]?s|\s+(?:es|das|dies))?\s+(?:\w+\s+){0,7}?(?:muss|soll)\b"
    r"|sicherheitshalber|vorsichtshalber|(?:nur\s+)?zur\s+sicherheit|just\s+in\s+case|to\s+be\s+(?:on\s+the\s+)?safe)"
)
_OWN_THINGS = re.compile(
    r"flohmarkt|second-?\s?hand|\bthrift|charity\s+shop|geerbt|(?:selbst|selber)\s*(?:gekauft|bezahlt|genäht|gestrickt|gemacht)"
    r"|(?:selbst|selber)\s*gezahlt|(?<!kein )(?<!keinen )\beintritt\s+(?:be|ge)zahlt"
    r"|\bmy\s+own\b|\bpaid\s+(?:for\s+)?our\s+own\b|(?:von|vo)\s+(?:mama|oma|opa|papa)\s+(?:gestrickt|genäht|geerbt)"
)
_ELSEWHERE = re.compile(
    r"[\s(\[)\]–—\-:,|]{0,4}(?:(?:siehe|s\.|hinweis|kennzeichnung|stehe?[nt]|findet\s+ihr|markiert|ist|see|label|is|gibt.s)\s+)*"
    r"(?:(?:auch|nur|erst|unten|im|in|in\s+den|in\s+the|on\s+the|auf\s+dem|aufm|the)\s+)*"
    r"(?:(?:ersten?r?|angepinnten|angeheftete[rn]?|1\.|first|pinned)\s+)?(?:kommentar|comment|bild\b|foto\b"
    r"|picture|image)"
)
# "Werbehinweis steht im ersten Kommentar".
_NOTICES = ("werbehinweis", "werbe-hinweis", "kennzeichnung", "hinweis", "werbekennz")
_LATIN = re.compile(
    r"\s*(?:hoc|astra|absurdum|infinitum|nauseam|libitum|interim|personam|acta|fontes|rem|lib\b|hominem|undas"
    r"|finem|valorem"
    r"|blocker|block|tier|agency|campaign|break|free|revenue|copy|man\b|exec|spend|space|budget|libs|manager|account)"
)
_STATED = re.compile(r"\s+(?:is|was|were|are|has|says|said|stands|means)\b")
# Tags that others write, or that somebody writes about.
_TAG_TALK_BEFORE = re.compile(
    r"\b(?:schreib\w*|schrieb\w*|wr(?:ites?|iting|ote)|hid(?:es?|ing)?|bur(?:y|ies|ied|ying)|versteck\w*|hashtags?|tags?|the|their|his|her|d[ea][nms]|ihr|sein)\s+$"
)
_TAG_TALK_AFTER = re.compile(
    r"\s+(?:drauf|drunter|darunter|dazu|daneben|ge(?:schrieben|setzt|tippt|postet)|schreib\w*|written|under|tags?|posts?)\b"
)
# Who teaches, studies or writes about labels speaks of them within sentences.
_STUDY = re.compile(
    r"\b(?:bachelor|master|doktor|haus|abschluss|seminar|diplom)-?arbeit|\bthesis\b|dissertation|\bstudie\b|\bstudy\b|\bumfrage\b|fragebögen"
    r"|vorlesung|\bseminar|\b(?:deutsch|englisch)kurs|\bstudents\b|\bschüler|\bunterricht|medienkunde|medienrecht|media\s+(?:law|literacy)|\blecture\b|advertising\s+law|\bexam\b|\bessays?\b|klausur"
    r"|material\s+connection|schleichwerbung|kennzeichnungspflicht|werbekompetenz|leitfaden|\bguidance\b"
)
_WITHIN_BEFORE, _WITHIN_AFTER = (
    re.compile(r"[a-zäöüß]{2,}[ \t]+$"),
    re.compile(r"[ \t]+[a-zäöüß]{2,}|,[ \t]+(?:wenn|when|that|das|der|die)\b"),
)
# "Anzeige: Verkaufe Kinderbett."
_SMALL_AD = re.compile(
    r"\W{0,6}(?:ver(?:kauf|schenk|miet|misst)\w*|suchen?|gesucht|biete\w*|tausche|gefunden|entlaufen|zu\s+ver(?:kaufen|schenken))\b"
)
# "Bezahlte Werbung? Ich?", "Entgeltliche Einschaltung hat Opa immer gesagt."
_SUBJECT_AFTER = re.compile(r"\s*\?|\s+(?:hat|heißt|klingt|between|means|sounds)\b")
# "My only paid partnership is with the tax office."
_WHOSE = re.compile(r"\b(?:my|our|her|his|their|only|mein\w*|unser\w*|ihr\w*|sein\w*|einzige\w*|deren)\s+$")
_WITH_A_NAME = re.compile(r"\s+(?:with|mit|w/)\s+@")
_YEAR_BEFORE, _YEAR_AFTER = re.compile(r"\d\s*$"), re.compile(r"\s*\d")
_REPORT_AFTER = re.compile(
    r"[\s!,:–—\"“”'-]*(?:(?:ist|is|wurde|wird|läuft|geht|ging|raus|war|hab|habe|hat|kommt|folgt|steht|liegt|zeigt"
    r"|blinkt|leuchtet"
    r"|bleibt|flackert|nervt|wirkt|verspricht|sagt|gehört|macht|funktioniert|war|sind|können?|kann|darf|muss|soll)\b"
    r"|erstatte|aufgegeb|gestellt|gegen\b|bei\s+der\s+polizei|online\s+(?:gestellt|erstattet|gemacht"
    r"|aufgegeben)|wegen\s+(?:diebstahl|betrug|beleidigung|körper|ruhe|haus|sach|falsch|stalk|belästig))"
)
# Thanks for what friends do.
_FAVOUR = re.compile(
    r"[^\n]{0,40}(?:für\s+(?:die\s+|das\s+|den\s+|deine?\s+)?(?:\w+\s+)?(?:fotos?|bilder|shooting|hilfe|tipps?"
    r"|idee|rezept|gespräch|freundschaft|fürs\s+zuhören)"
    r"|for\s+(?:the\s+|your\s+)?(?:photos?|pics?|help|tip|idea|recipe|lift|ride)|📸)"
)
_REPORT = re.compile(
    r"\bha(?:t|ben?)\s[^.!?\n]{0,40}\bangezeigt\b|polizei|strafanzeige|erstatte|diebstahl|geklaut|gestohlen|einbruch|betrüg|betrug|anwalt|hausfriedens"
    r"|stalk|\b(?:auf|zur)\s+(?:der\s+|die\s+)?wache\b|\b(?:die|der)\s+wache\b"
)

# Signs that part a label from the rest, and signs without a letter at the start of a line.
_PARTING = r"|/\\•·–—\-:;.!,*)\]}»>~_+=(\[{<«⟩▪●★☆|"
_WORD = re.compile(r"[\w@#]")
_OUR = ("unser ", "unsere ", "our ")
_BROADCAST = ("advertising", "ad", "advertisement")
_SPONSORED = ("sponsored by", "gesponsert")

# How far before a label the sign that parts it from the rest is looked for.
_PARTED_WITHIN = 80
_PLAY = re.compile(rf"\s*(?:$|\n|[{re.escape(_PARTING)}\u2190-\U0001faff@#])")
_LEADS_ON = re.compile(
    r"\s*(?:für|fuer|fürs|mit|wegen|wg\.?|da|weil|durch|aus(?!\s+de[mr]\b)|im\s+auftrag|pour|in\s+(?:kooperation|zusammenarbeit)|for|with|by"
    r"|von|zusammen|gemeinsam)\s+(?!ist\b|mein|dein|uns|euch|mich|die\b|alle|oma\b|opa\b|mama\b|papa\b|(?:groß)?eltern)"
)
# "Gifted 🎁 the softest pyjamas", with an account tagged; what somebody gifted to a person goes on with that person.
_GIFTED_PICTURE = re.compile(
    r"\s*[\u2190-\U0001faff]\ufe0f?(?!\s*(?:my|him|her|them|our|mum|mom|dad|is|was|kids?|child\w*|and|to|myself|apparently|they|he|she)\b)"
)
_FOR_A_NAME = re.compile(r"\s+(?:for|of|with|mit|von|bei|für)\s+@")
_AFTER_A_NAME = re.compile(r"@[\w.]+\s+$")
_RELATIVE = re.compile(r"\s*,\s*(?:die|der|das|welche|wie|wo|wenn|that|which|who|aber)\b")
_GREETING = re.compile(
    r"^[^\w@#]*(?:(?:hej|hey|hallo|hi|moin|servus|griaß\s+eich|grüezi|grüß\s+euch|huhu|hello|guten\s+morgen"
    r"|ihr\s+lieben|gude|tach)[\s,]*)+(?:\w+[\s,]+){0,3}[^\w@#]*$"
)
_SUBJECT = re.compile(
    r"^[^\w@#]*(?:dieser?s?|der|das|this|ein)\s+(?:folgende\s+)?(?:post|beitrag|video|reel|clip|bericht|text"
    r"|vlog|foto|story)\s+(?:ist(?:\s+eine?)?|enthält|is(?:\s+an)?|gilt\s+als)\s+$"
)


def denied(text: str, start: int, end: int) -> bool:
    """Tell whether the words around `text[start:end]` say that it is no advertising, unpaid, or for one's own."""
    return bool(_DENIED_BEFORE.search(_said_before(text, start)) or _DENIED_AFTER.match(text, end))


def _said_before(text: str, start: int) -> str:
    """Return what stands before a label, without a line before it that is more than one word ("keine")."""
    before = text[max(0, start - _NEAR) : start]
    above, parted, line = before.rpartition("\n")
    sentence = above.rstrip().rpartition("\n")[2].split()
    return line if parted and not line.strip() and len(sentence) > 1 else before


def reason_of(text: str, start: int, end: int) -> bool:
    """Tell whether the label names a mere mention, an own purchase or mere caution as its reason."""
    own = bool(_OWN_REASON.search(text[start:end]))
    cautious = _CAUTION.match(text, end) and _OWN_THINGS.search(text, end, end + _ABOUT)
    return own or bool(_MENTIONED.match(text, end) or _SELF.match(text, end) or cautious)


def stands_elsewhere(text: str, end: int) -> bool:
    """Tell whether the words after a label send the reader to a comment or a picture."""
    return bool(_ELSEWHERE.match(text, end))


def talks_of_it(text: str, name: str, start: int, end: int) -> bool:
    """Tell whether the word is used in another sense: a report to the police, Latin, a year, a display."""
    word = text[start:end]
    around = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    again = re.escape(word)
    if re.match(rf"\s*[,!]\s*{again}(?!\w)", around[1]) or re.search(rf"{again}\s*[,!]\s*$", around[0]):
        # "Advertising, advertising, advertising": a complaint.
        return True
    if name in _BROADCAST and between_scenes(text, start, end):
        return True
    if name in _SPONSORED:
        return on_shirts_of_a_team(text, start, end)
    if _SUBJECT_AFTER.match(text, end) or (name == "notice" and _SMALL_AD.match(text, end)):
        return True
    if name in ("ad", "advertisement") and _STATED.match(text, end):
        return True
    if name == "ad":
        before = text[max(0, start - 6) : start]
        year = _YEAR_BEFORE.search(before) and not counts_a_frame(text, start, end)
        return bool(_LATIN.match(text, end) or year or _YEAR_AFTER.match(text, end))
    if name == "cooperation":
        return with_an_institution(text, end) or with_nobody(text, end)
    if name == "trip":
        return at_home(text, end)
    if name == "thanks":
        return bool(_FAVOUR.match(text, end))
    if name in ("paid partnership", "partnership"):
        return bool(_WHOSE.search(around[0])) and not _WITH_A_NAME.match(text, end)
    if name == "partner":
        return around[0].endswith(_OUR) and plays_along(text, end)
    if name in ("notice", "advertising", "misspelt"):
        if word.startswith(_NOTICES) and stands_elsewhere(text, end):
            return False
        return bool(_REPORT_AFTER.match(text, end)) or (name != "advertising" and _reported(text, start, end))
    return False


def tag_is_talked_of(text: str, start: int, end: int) -> bool:
    """Tell whether a hashtag is the subject of its sentence: "he put the #ad under his sandwich"."""
    before = text[max(0, start - _NEAR) : start]
    if _TAG_TALK_BEFORE.search(before) or _TAG_TALK_AFTER.match(text, end):
        return True
    within = _WITHIN_BEFORE.search(before) and _WITHIN_AFTER.match(text, end)
    about = text[max(0, start - _ABOUT) : end + _ABOUT] if within else "@"
    return "@" not in about and bool(_STUDY.search(about))


def _reported(text: str, start: int, end: int) -> bool:
    boxed = (
        text[:start].strip() == "" and _PLAY.match(text, end) and text[end : end + 3].strip()[:1] in tuple("|/•–—:*")
    )
    return not boxed and bool(_REPORT.search(text))


def opens_like_a_label(text: Plain, term: Term, start: int, end: int) -> bool:
    """Tell whether an ordinary word stands where labels stand: first, boxed, on its own line or sentence, or last."""
    before, whole = text.text[:start], text.text
    if term.name == "short":
        return stands_for_a_label(whole, start, end) and ("@" in whole or is_sold(whole))
    first = not _WORD.search(whole, before.rfind("\n") + 1, start)
    first = first or counts_a_frame(whole, start, end) or follows_a_key(text, start, end)
    if term.name in ("partner", "ambassador") and _AFTER_A_NAME.search(before[-_PARTED_WITHIN:]):
        return bool(_PLAY.match(whole, end))
    if not _closes(text, term, end, first=first):
        return False
    if first or _GREETING.search(before) or _SUBJECT.search(before):
        return True
    near = before[-_PARTED_WITHIN:]
    last = near.rstrip()[-1:]
    if term.name in ("partner", "gifted", "sponsor", "trip", "ambassador", "promotion"):
        return last in "|([•·*" or (whole[end : end + 1] == ":" and whole[end + 1 : end + 4].strip().startswith("@"))
    return bool(re.search(rf"(?:[{re.escape(_PARTING)}?…\u2190-\U0001faff\"“”]|(?:^|\s)[@#][\w.]+)\s*$", near))


def _closes(text: Plain, term: Term, end: int, *, first: bool) -> bool:
    whole = text.text
    if _RELATIVE.match(whole, end):
        return False
    if term.clear and stands_elsewhere(whole, end):
        return True
    if term.name == "misspelt" and not _PLAY.match(whole, end):
        return False
    if _PLAY.match(whole, end):
        hinted = term.name == "sponsor" and first and points_to_a_link(whole, end)
        return term.clear or hinted or term.name in ("cooperation", "sample", "gesponsert") or _weak_closes(whole, end)
    if not first:
        return bool(re.match(r"\s*(?:für|mit|for|with|von|by)\s+@", whole[end : end + 12]))
    if term.clear and (_LEADS_ON.match(whole, end) or _shouted(text, end) or for_a_trade(text, end)):
        return True
    if term.name == "trip" or (term.name in ("ambassador", "partner") and _FOR_A_NAME.match(whole, end)):
        return True
    if term.name in ("cooperation", "sample", "gifted"):
        return bool(re.match(r"\s*(?:mit|with|von|by|from|:)?\s*@", whole[end : end + 12])) or whole[:end].endswith(
            (" mit", "with", " w/", " x")
        )
    return term.clear and _capital_follows(text, end)


def _shouted(text: Plain, end: int) -> bool:
    """Tell whether the label is in capitals and the next word is not."""
    start, stop = text.span(end - 2, end)
    following = text.original[stop:].lstrip()[:2]
    return text.original[start:stop].isupper() and not following.isupper()


def _weak_closes(text: str, end: int) -> bool:
    if re.match(r"\s*(?:[|:.)\]•–—\n]|@|$)", text[end : end + 4]):
        return True
    return text[:end].endswith("gifted") and "@" in text and bool(_GIFTED_PICTURE.match(text, end))


def _capital_follows(text: Plain, end: int) -> bool:
    """Tell whether the next word begins with a capital or a digit: a new sentence without a sign before it."""
    if end >= len(text.text):
        return True
    start, _ = text.span(end - 1, end)
    rest = text.original[start + 1 :].lstrip()
    return rest[:1].isupper() or rest[:1].isdigit() or rest[:1] in "„“\"'«"
