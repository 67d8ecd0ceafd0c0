"""Judges one post: its label, how likely it is commercial, the verdict and the rules applied. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nahbar.creators.disclosure.evidence import commercial
from nahbar.creators.disclosure.place import is_disguised, is_hidden, leaves_a_frame_bare
from nahbar.creators.disclosure.quoting import quoted_rules, without_text
from nahbar.creators.disclosure.rules import GERMAN, LAWS, RULES, VIDEO_TERMS, WORDING, RuleApplied
from nahbar.language.commerce import Sign, find_signs
from nahbar.language.identify import identify_language
from nahbar.language.label_hints import find_hints
from nahbar.language.labels import Label, find_labels
from nahbar.language.letters import Plain, plain

VERDICTS = ("labelled", "insufficient", "missing", "not needed", "over-labelled", "cannot tell")
# Those that somebody should talk about, gravest first.
FINDINGS = ("missing", "insufficient", "over-labelled")
# In its place, in some of the slides only, late or obstructed, with digits or signs for letters, misspelt, German over
# an English text, or a word that the law does not take.
STANDINGS = ("accepted", "partly", "hidden", "disguised", "misspelt", "foreign", "rejected")
# Below the first a post passes as private, above the second as commercial; between them the verdict stays open.
PRIVATE_BELOW, COMMERCIAL_FROM = 0.3, 0.7
# A post without words says nothing either way.
EVEN = 0.5
# In German-speaking law a mere "affiliate" beside a link is no label, not even an unclear one.
AFFILIATE_IS_A_LABEL = ("uk", "us")
_IN_MOTION = ("video", "story", "reel", "")
# "#pub" is short for "publicité" there, and a pub elsewhere.
_FRENCH_IS_SPOKEN = ("ch",)
_ENGLISH_IS_READ = ("uk", "us")


@dataclass(frozen=True, slots=True)
class PostText:
    """What is judged of a post. `compensated` is None where nobody knows; `paid_label` is the platform's "
    "own label."""

    text: str
    kind: str = ""
    paid_label: bool = False
    compensated: bool | None = None


@dataclass(frozen=True, slots=True)
class LabelFound:
    """The label as it stands in the original text: `text[start:end]`; `standing` is one of `STANDINGS`."""

    text: str
    start: int
    end: int
    standing: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The judgement of one post. `commercial` is a probability, `signs` are the words that speak for or "
    "against it."""

    verdict: str
    commercial: float
    label: LabelFound | None
    rules: Sequence[RuleApplied]
    signs: Sequence[Sign]


def check_disclosure(
    text: str, law: str = "de", kind: str = "", *, paid_label: bool = False, compensated: bool | None = None
) -> Disclosure:
    """Judge a draft or a post by its text; raises ValueError for a law that is none of `LAWS`."""
    return judge(PostText(text, kind, paid_label, compensated), law)


def judge(post: PostText, law: str) -> Disclosure:
    """Judge a post under a law of `LAWS`; raises ValueError for any other."""
    if law not in LAWS:
        raise ValueError(f"no law is called {law!r}")
    if not post.text.strip() and post.compensated is None and not post.paid_label:
        return Disclosure("cannot tell", EVEN, None, without_text(law), ())
    text = plain(post.text)
    labels, signs = find_labels(text), find_signs(text)
    if law not in AFFILIATE_IS_A_LABEL:
        labels = [one for one in labels if one.hashtag or one.term != "sponsor"]
    if labels and not any(one.clear for one in labels):
        labels = [one for one in labels if _hints(one, post, signs)]
    probability = commercial(signs, labels, law, post.paid_label, post.compensated)
    if not labels and probability >= COMMERCIAL_FROM and not post.paid_label:
        labels = [one for one in find_hints(text) if one.term != "foreign" or law in _FRENCH_IS_SPOKEN]
    best, standing = _best(text, labels, law, post.kind)
    verdict = _verdict(probability, best, standing, post, signs)
    shown = best is not None and not (verdict == "not needed" and not best.clear)
    found = _shown(text, best, standing) if best is not None and shown else None
    rules = quoted_rules(
        law, verdict, standing if found else "", post.kind, post.paid_label, signs, best if shown else None
    )
    return Disclosure(verdict, probability, found, rules, tuple(signs.values()))


def _hints(label: Label, post: PostText, signs: Mapping[str, Sign]) -> bool:
    return post.compensated is not False or label.hashtag or "brand tag" in signs


def _best(text: Plain, labels: Sequence[Label], law: str, kind: str) -> tuple[Label | None, str]:
    """Return the label that counts: an accepted one in its place, else an accepted word, else the first."""
    bare = law == "de" and leaves_a_frame_bare(text, labels)
    foreign = law in _ENGLISH_IS_READ and _is_english(text, labels)
    ranked: list[tuple[int, Label, str]] = []
    for one in labels:
        standing = _standing(text, one, law, kind)
        if standing == "accepted" and bare:
            standing = "partly"
        if standing != "rejected" and foreign and one.term in GERMAN:
            standing = "foreign"
        ranked.append((STANDINGS.index(standing), one, standing))
    if not ranked:
        return None, ""
    _, best, standing = min(ranked, key=lambda entry: (entry[0], entry[1].start))
    return best, standing


def _standing(text: Plain, label: Label, law: str, kind: str) -> str:
    if label.term == "misspelt":
        return "misspelt"
    if label.term not in RULES[WORDING[law]].accept or (label.term in VIDEO_TERMS and kind not in _IN_MOTION):
        return "rejected"
    if is_hidden(text, label, law):
        return "hidden"
    return "disguised" if is_disguised(text, label) else "accepted"


def _is_english(text: Plain, labels: Sequence[Label]) -> bool:
    """Tell whether a text with German labels is English but for them."""
    places = [text.span(one.start, one.end) for one in labels if one.term in GERMAN]
    if not places:
        return False
    starts, ends = [0, *(end for _, end in places)], [*(start for start, _ in places), len(text.original)]
    rest = " ".join(text.original[start:end] for start, end in zip(starts, ends, strict=True))
    return identify_language(rest) == "en"


def _verdict(probability: float, label: Label | None, standing: str, post: PostText, signs: Mapping[str, Sign]) -> str:
    if probability >= COMMERCIAL_FROM:
        if standing == "accepted" or post.paid_label:
            return "labelled"
        return "insufficient" if label is not None else "missing"
    named = (label is not None and label.clear) or post.paid_label
    if named and (post.compensated is False or probability < COMMERCIAL_FROM):
        return "over-labelled"
    if probability < PRIVATE_BELOW:
        return "not needed"
    return "insufficient" if label is not None else "cannot tell"


def _shown(text: Plain, label: Label, standing: str) -> LabelFound:
    start, end = text.span(label.start, label.end)
    return LabelFound(text.original[start:end], start, end, standing)
