"""Labels that are hardly words ("(W)", "Wrbg.", "*W"), headings of a notice, labels in jest. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nahbar.language.label_talk import quoted_advert
from nahbar.language.letters import Plain
from nahbar.language.on_sale import is_sold
from nahbar.language.parts import cut, holds_any

_PICTURES = "\u2190-\u21ff\u2600-\u27bf\U0001f1e6-\U0001faff\ufe0f"
_OPENS = rf"(?:\A|[\n.!?…(\[{{|/•·*{_PICTURES}–—])[ \t]*"
_CLOSES = rf"(?=\s*(?:\Z|[\n)\]}}|/•·:;,!*–—({_PICTURES}@]|-\s))"
# Nothing else is shortened like these.
_SURE = (
    r"w[e]?r?bg|wrb|werbg|wbung|wrbng|wrbung|advt|adv(?=\.\s*[|:/)\]–—]|\s*[|:/)\]])|adver|spons"
    r"|spnsr?d?|(?<=[(\[{*])anz(?=\.?\s*[)\]}|:/])"
)
_ABBREVIATED = re.compile(rf"{_OPENS}(?P<label>\*?(?:{_SURE}))(?!\w)(?P<dot>\.?)", re.MULTILINE)
_TAG = re.compile(r"(?P<label>#(?:wbg|wrbg|werbg|anz|wrb|spnsrd|spnsr|adv|wbung|prad|adpr|w(?=\s*(?:\Z|\n|#))))(?!\w)")
# "(W) Windeln", "W | ...", "W: ..." at the start; "*W" at the end of a text that has its star before.
_ONE_LETTER = re.compile(
    r"\A\W{0,3}[(\[*](?P<label>w)[)\]*](?!\s*(?:heißt|steht|ist|bedeutet|is\b|means|=|\d|wie|as\s+in|für\s+w))(?=\s*\w)|\A(?P<first>w)\s?(?:[|•·]|//?|:)(?=\s)|\A(?P<line>w)\n"
)
_STARRED = re.compile(r"(?m)(?:^|\s)(?P<label>\*\s?w)(?:\s*\Z|\s*\n|\.\s*\Z)")
_HAS_STAR = re.compile(r"\w\*(?!\w)")
_PAYS = (
    r"(?:free|gift\w*|furnished|without\s+(?:charge|cost|payment)|no\s+(?:charge|cost)|provided|supplied|complimentary|compensat\w+|paid|payment|sponsor\w*|commission\w*|affiliate|discount\w*|sample|loan\w*|received|material\s+connection|relationship"
    r"|kostenlos\w*|kostenfrei\w*|unentgeltlich\w*|gratis|überlassen|gestellt|vergüt\w*|bezahlt|honorar|provision\w*|geschenk\w*|geschenkt|sachleistung|hersteller\w*|verlag\w*|gesponsert|sponsoring|kooperation\w*|eingeladen|einladung|gegenleistung|leihweise|rabatt\w*|muster|überlassung|zuwendung)"
)
_HEADING = re.compile(
    rf"(?:\A|[\n.!?…(\[*•|–—])\s*(?P<label>(?:material\s+connection(?:\s+(?:notice|disclosure|statement))?|(?:ftc|asa|cma|legal|advertising|sponsorship|affiliate|gifting|brand|pr|commercial|paid)\s+(?:disclosure|notice|disclaimer|statement|declaration)"
    r"|(?:disclosure|transparency)\s+(?:notice|statement|note)|declaration\s+of\s+interests?|conflict\s+of\s+interests?|transparenz-?(?:hinweis|erklärung|vermerk|angabe)|offenlegung|pflicht-?(?:hinweis|angabe|kennzeichnung)|kennzeichnungs?-?(?:hinweis)?|rechtlicher\s+hinweis|werberechtlicher\s+hinweis|interessenkonflikt"
    r"|(?:hinweis|kennzeichnung|angabe|offenlegung|erklärung|mitteilung)\s+(?:nach|gemäß|gem\.?|laut|lt\.?|i\.?\s?s\.?\s?(?:d\.?|v\.?)|im\s+sinne(?:\s+(?:des|von))?)\s+(?:§|paragraph|art\.?|dem\s+\w+|uwg|ddg|tmg|mstv|mediengesetz|ecg)[^:\n]{0,40}?|(?:pursuant|according)\s+to\s+(?:16\s+cfr|ftc|asa)[^:\n]{0,40}?))"
    rf"\s*[:.–—-]\s*(?=[^\n]{{0,160}}?\b{_PAYS}\b)"
)
# "not-quite-an-ad but they did give me the fabric", "So halb Werbung".
_JEST = re.compile(
    rf"(?:{_OPENS}|\A\W{{0,4}}|\n\W{{0,4}})[\"“„«»']?(?P<label>(?:(?:this\s+is\s+)?not[\s-]+(?:quite|really|exactly|technically|entirely|strictly|fully)[\s-]+an?[\s-]+(?:ad|advert|#ad)(?:vert)?|(?:kind|sort)[\s-]?(?:of|a)[\s-]+(?:an?[\s-]+)?(?:ad|advert|sponsored)|kinda[\s-]+(?:an?[\s-]+)?(?:ad|sponsored)|(?:half|semi|almost|nearly|basically|probably|technically|maybe|possibly|strictly\s+speaking)[\s-]+(?:an?[\s-]+)?(?:ad|advert|sponsored)"
    r"|ad-?ish|gifted-?ish|pr-?ish|sponsored-?ish|not\s+an\s+ad(?:vert)?,?\s+but|(?:so\s+|ist\s+|das\s+ist\s+)?(?:halb|halbe|vermutlich|wahrscheinlich|wohl|evtl\.?|eventuell|vielleicht|möglicherweise|streng\s+genommen|genau\s+genommen|technisch\s+gesehen|theoretisch|eigentlich|offiziell|quasi|fast|irgendwie|sozusagen|gewissermaßen|a\s+bissl\s+a|bissl|bisschen|bissi|a\s+bissl|ein\s+bisschen|halberte|beinahe|teils)[\s-]?(?:werbung|anzeige)|werbung\s*\(?(?:irgendwie|quasi|oder\s+so|halt|so\s+halb|light|ish|-ish)\)?"
    r"|nicht\s+ganz\s+unbezahlt(?:e\s+werbung)?|nicht\s+ganz\s+(?:uneigennützig|umsonst)|not\s+(?:quite|entirely)\s+unpaid))(?!\w)"
)
_BUT = re.compile(r"[^.!?\n]{0,20}?\b(?:but|aber|weil|because|though|they|sie\s+haben|denn)\b")
_GIVEN = re.compile(
    r"\b(?:gave|give|sent|send|paid|pay|gift\w*|free|lent|loan|schickt|geschickt|geschenkt|bekommen|kriegt|gezahlt|bezahlt|gratis|kostenlos|umsonst|überlassen|eingeladen|invited)\b"
)
PARTS = cut(
    "bissl;ish;"
    "vermut;wahrsch;evtl;event;viell;mögl;streng;genau;techn;theor;eigentl;offiz;prob;mayb;poss;strict;w;adv;spons;spn;anz;disclos;connection;notice;transparen;hinweis;kennzeich;offenleg;interess;conflict;declar;not;kind;sort;half;semi;almost;nearly;basically;ad-ish;adish;pursuant"
)


def find_short(text: Plain) -> Iterator[tuple[str, int, int]]:
    """Yield (term, start, end) of abbreviations, headings and half-hearted labels."""
    whole = text.text
    if not holds_any(whole, PARTS):
        return
    for found in _ABBREVIATED.finditer(whole):
        start, end = found.span("label")
        if _is_short(text, found):
            yield "short", start, end + len(found.group("dot"))
    for found in _TAG.finditer(whole):
        yield "short", *found.span("label")
    if letter := _ONE_LETTER.match(whole):
        first, _ = text.span(*letter.span(str(letter.lastgroup)))
        if text.original[first].isupper():
            yield "short", *letter.span(str(letter.lastgroup))
    if (star := _STARRED.search(whole)) and _HAS_STAR.search(whole, 0, star.start("label")):
        yield "short", *star.span("label")
    for found in _HEADING.finditer(whole):
        if not quoted_advert(whole, *found.span("label")):
            yield "promotion", *found.span("label")
    jest = _JEST.search(whole)
    if jest and (is_sold(whole) or (_BUT.match(whole, jest.end()) and _GIVEN.search(whole))):
        yield "promotion", *jest.span("label")


_AFTER = re.compile(_CLOSES)


def _is_short(text: Plain, found: re.Match[str]) -> bool:
    """Tell whether an abbreviation is parted from the rest by a sign, or by its own dot and a capital or a picture."""
    end = found.end("label")
    if _AFTER.match(text.text, end) or _AFTER.match(text.text, found.end("dot")):
        return True
    if not found.group("dot") or found.end() >= len(text.text):
        return False
    first, _ = text.span(found.end("dot") - 1, found.end("dot"))
    rest = text.original[first + 1 :].lstrip()
    return rest[:1].isupper() or not rest[:1].isalnum()
