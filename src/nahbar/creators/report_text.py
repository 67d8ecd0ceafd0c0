"""The vetting report as text for a terminal."""

from __future__ import annotations

from collections.abc import Callable

from nahbar.creators.contracts import Sign
from nahbar.creators.vetting.report import Vetting
from nahbar.measure.engagement import Engagement

Print = Callable[[str], None]


def print_report(vetting: Vetting, out: Print) -> None:
    """Print the report: the verdict first, then what it rests on."""
    profile, found = vetting.profile, vetting.authenticity
    out(f"{profile.platform}/{profile.handle}: {found.verdict}")
    for name in ("bought_followers", "bought_engagement", "comment_ring"):
        probability = getattr(found, name)
        said = "cannot tell yet" if probability is None else f"{probability:.0%}"
        out(f"  {name.replace('_', ' '):18} {said}")
    for sign in found.signs:
        _print_sign(sign, out)
    _print_rate("engagement rate by followers", vetting.by_followers, out)
    _print_rate("engagement rate by views", vetting.by_views, out)
    if vetting.paid is not None:
        paid = vetting.paid
        low, high = paid.interval.low, paid.interval.high
        out(f"paid share: {paid.share:.0%} ({low:.0%} to {high:.0%}), {paid.checked} posts")
    for one in vetting.missing:
        out(f"missing: {one.message.render()}")


def _print_sign(sign: Sign, out: Print) -> None:
    out(f"- {sign.sign} (strength {sign.strength:+.1f}); {sign.coverage.render()}")
    for evidence in sign.evidence:
        out(f"    {evidence.message.render()}")
    for innocent in sign.innocent:
        out(f"    innocent: {innocent.render()}")


def _print_rate(name: str, found: Engagement | None, out: Print) -> None:
    if found is None:
        return
    expected = "" if found.expected is None else f", expected for the size {found.expected:.2%}"
    low, high = found.interval
    out(f"{name}: {found.rate:.2%} ({low:.2%} to {high:.2%}), {found.posts_used} posts{expected}")
