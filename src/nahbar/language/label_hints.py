"""Words that name a partner or a payment only where it is known that somebody gained by the post. Pure.

"Danke @...", "mein Partner @...", "#paid" stand in as many private posts, so none of them makes a post commercial; in
one that is, they are what its writer said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nahbar.language.label_context import denied
from nahbar.language.label_talk import in_jest, quoted_advert
from nahbar.language.labels import Label
from nahbar.language.letters import Plain

_GAP = r"[ \t]"
_ALONE = r"(?:^|[.!?\n(|•·\u2190-\U0001faff])\s*\(?"
# After these an advert is talked about.
_TALK_BEFORE = re.compile(
    r"\b(?:die|der|das|den|dem|des|diese\w*|eine?[mnrs]?|keine?[mnrs]?|nur|als|wie|für|in|im|zur|von|vor|mit|ohne|aus|auf"
    r"|mehr|viel|gute|beste|schlechte|ist|sind|macht|machen|the|an?|this|that|no|not|of|for|best|great|is|like)\s+$"
)
# The term of the rules, whether it is clear, and its words in `label`.
_HINTS = (
    (
        "advertising",
        True,
        rf"(?m)(?<=[\w)]){_GAP}(?P<label>werbung|bezahlte\s+werbung)(?={_GAP}*[.!]?{_GAP}*(?:$|\#))",
    ),
    ("notice", True, rf"(?m)(?<=[\w)]){_GAP}(?P<label>anzeige)(?={_GAP}*[.!]?{_GAP}*(?:$|\#))"),
    ("ad", True, rf"(?m)(?<=[\w)]){_GAP}(?P<label>ad)(?={_GAP}*(?:$|\#))"),
    (
        "sponsor",
        False,
        r"\blinks?\b[^.!?\n]{0,40}?\b(?:sind|ist|um|are|is|als)\s+(?:\w+\s+)?"
        r"(?P<label>(?:affiliate|partner|provisions|werbe)[\s-]?links?)\b",
    ),
    (
        "sponsor",
        False,
        r"\b(?:enth(?:ä|ae)lt|enthalten|beinhaltet|contains?|mit\s+\*[^.!?\n]{0,30})\s+(?:\w+\s+)?"
        r"(?P<label>(?:affiliate|partner|provisions|werbe)[\s-]?links?)\b",
    ),
    (
        "partner",
        False,
        r"\b(?:mein|unser|my|our)(?:e[mnrs]?|n)?\s+(?:\w+\s+)?(?P<label>(?:werbe|kooperations|marken|brand|premium)[-\s]?"
        r"partner(?:in)?)\b",
    ),
    (
        "partner",
        False,
        r"\b(?:mein|unser|my|our)(?:e[mnrs]?|n)?\s+(?:\w+\s+)?(?P<label>partner(?:in)?)"
        r"(?=\s+(?:(?:auf|bei|beim|für|in|im|on|for|during)\s[^.!?\n@]{0,40}\s(?:ist|sind|is|was|war)\s+|(?:für|fürs|beim|bei|im|in|for)\s[^.!?\n@:]{0,40}:\s*)?@)",
    ),
    ("trip", False, r"\b(?P<label>danke?\s+für\s+(?:die|eure|diese)\s+einladung)\b"),
    (
        "trip",
        False,
        rf"{_ALONE}(?P<label>(?:pr|press)[\s-]+(?:invite|invitation|event|stay))\b(?=\s*(?:[.!)|#]|$|\n|@))",
    ),
    (
        "gifted",
        False,
        rf"{_ALONE}(?P<label>gifted\s+(?:stay|nights?|trip|meal|tickets?|products?|items?|experience|room))\b",
    ),
    (
        "powered by",
        False,
        r"\b(?P<label>mit\s+(?:freundlicher|finanzieller|großzügiger)\s+unterstützung\s+(?:von|durch))\b",
    ),
    ("gifted", False, r"(?:^|[,.!?\n(|•])\s*(?P<label>gifted(?:\s+by)?)(?=\s+@)"),
    ("powered by", False, rf"{_ALONE}(?P<label>support)\s*:\s*@"),
    ("cooperation", False, r"\b(?P<label>im\s+auftrag\s+(?:von|vom|der|des))\b"),
    ("cooperation", False, rf"{_ALONE}(?P<label>brand[\s-](?:deal|collab))\b"),
    ("promotion", False, r"(?m)^[^\w\n]*(?P<label>produkttest)\b"),
    ("promotion", False, r"(?P<label>\#(?:paid|promoted))\b"),
    ("foreign", True, r"(?P<label>\#pub)\b"),
    (
        "thanks",
        False,
        r"(?P<label>\#(?:thanks|thankyou|thx|danke|merci)(?!giving|dad|mom|mum|god|every|all|you|so|for|ihr|euch|sagen|schön"
        r"|schoen|bar|oma|opa|mama|papa)[a-zäöü]\w{3,})\b",
    ),
    (
        "thanks",
        False,
        r"\b(?P<label>(?:danke?|merci|thanks|thank\s+you|thx)(?:\s+(?:an|a|to))?)(?=\s+(?:liebe\w*\s+)?@)",
    ),
    (
        "thanks",
        False,
        r"\b(?P<label>thank(?:s|\s+you)(?:\s+again)?(?:\s+to)?)(?=\s+[\w@][^.!?\n]{0,40}\sfor\s+sponsoring)",
    ),
    (
        "thanks",
        False,
        r"\b(?P<label>thank(?:s|\s+you)\s+to)(?=\s+(?!every|all|you|my|our|god|mum|mom|dad|gran)\w+[^.!?\n,]{0,60}\sfor\s)",
    ),
    (
        "thanks",
        False,
        r"\b(?P<label>danke?\s+an)(?=\s+(?!alle|euch|dich|jeden|mein|oma\b|opa\b|mama\b|papa\b|gott\b)\w+[^.!?\n]{0,60}\sf(?:ü|ue)r\s)",
    ),
    (
        "ambassador",
        False,
        r"(?m)^[^\w\n]*(?:proud\s+|official\s+|stolze[rs]?\s+)?(?P<label>(?:brand\s+|marken-?)?(?:ambassador|botschafter(?:in)?))"
        r"(?=\s+(?:for|of|von|für|bei)\s|\s+@)",
    ),
    # A footnote that says what the star means and that its writer earns by it.
    (
        "sponsor",
        False,
        r"(?m)(?:^|\*)[\s*=:(\[]*(?P<label>(?:affiliate|partner|provisions|werbe)[\s-]?links?)\b(?=[^\n]{0,120}?\b(?:provision|commission"
        r"|prozente?|cents?|verdien\w*|vergütung|earn)\b)",
    ),
    # Denied although somebody gave or paid.
    (
        "unpaid",
        False,
        r"(?P<label>\#(?:un-?bezahlte_?werbung|werbung_?un-?bezahlt(?:_?(?:da|weil|wegen|und|selbst|marken|namens|orts|aus)\w*)?)(?!\w)|(?<!\w)(?:un-?bezahlte|unbeauftragte)\s+(?:werbung|anzeige)(?!\w)"
        r"|(?<!\w)(?:werbung|anzeige)[ \t]*[|/,;:(–—-]{0,2}[ \t]*(?:unbezahlt|unbeauftragt)(?!\w))",
    ),
    # "Anz.", where no account is tagged.
    (
        "short",
        False,
        r"\A[^\w@#]*(?P<label>(?:anz|werbg|wrbg|werb|advt)(?!\w)\.?)(?=\s*(?:\n|[|/:·•–—\-\u2190-\U0001faff]))",
    ),
    ("powered by", False, r"\b(?P<label>powered\s+by)(?=\s+\w)"),
    ("sponsor", False, r"\b(?P<label>vom\s+(?:haupt|trikot)?sponsor)(?=\s+[@\w])"),
    (
        "cooperation",
        False,
        r"\b(?P<label>in\s+(?:kooperation|zusammenarbeit|partnerschaft)\s+mit|in\s+(?:association|partnership|collaboration)\s+with)\b",
    ),
    ("sponsor", False, r"(?m)^[^\w\n]*(?P<label>sponsoring(?:-?(?:post|beitrag))?)(?=\s*[:|])"),
)
_PATTERNS = tuple((name, clear, re.compile(words)) for name, clear, words in _HINTS)


def find_hints(text: Plain) -> list[Label]:
    """Return the words by which a post that is known to be commercial hints at it, in order."""
    return sorted(_found(text), key=lambda one: one.start)


def _found(text: Plain) -> Iterator[Label]:
    whole = text.text
    for name, clear, pattern in _PATTERNS:
        seen = pattern.search(whole)
        if seen is None:
            continue
        start, end = seen.span("label")
        talk = clear and _TALK_BEFORE.search(whole[max(0, start - 12) : start])
        jest = name == "powered by" and in_jest(text, end)
        if not talk and not jest and not denied(whole, start, end) and not quoted_advert(whole, start, end):
            yield Label(name, clear, start, end, whole[start] == "#", mentioned=False, elsewhere=False)
