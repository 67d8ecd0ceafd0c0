"""Advertising disclosure: whether a post is commercial, whether it says so, and by which rule. Pure."""

from nahbar.creators.disclosure.judging import LAWS, Disclosure, PostText, RuleApplied, judge

__all__ = ["LAWS", "Disclosure", "PostText", "RuleApplied", "judge"]
