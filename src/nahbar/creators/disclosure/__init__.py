"""Advertising disclosure: whether a post is commercial, whether it says so, and by which rule. Pure."""

from nahbar.creators.disclosure.judging import (
    FINDINGS,
    VERDICTS,
    Disclosure,
    LabelFound,
    PostText,
    check_disclosure,
    judge,
)
from nahbar.creators.disclosure.rules import LAWS, SUGGESTED, RuleApplied

__all__ = [
    "FINDINGS",
    "LAWS",
    "SUGGESTED",
    "VERDICTS",
    "Disclosure",
    "LabelFound",
    "PostText",
    "RuleApplied",
    "check_disclosure",
    "judge",
]
