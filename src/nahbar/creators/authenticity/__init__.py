"""Authenticity of a creator: signs with evidence and innocent explanations, probabilities, one verdict of four."""

from __future__ import annotations

from nahbar.creators.authenticity.combine import combined
from nahbar.creators.authenticity.features import measure
from nahbar.creators.authenticity.level import usual_among
from nahbar.creators.authenticity.weights import WINDOW, Weights, shipped
from nahbar.creators.contracts import (
    Authenticity,
    Commenters,
    GrowthSeries,
    Interval,
    PostComments,
    PostSeries,
    SizeExpectation,
    Usual,
)

__all__ = ["Weights", "assess", "shipped", "usual_among"]


def assess(
    *,
    growth: GrowthSeries | None,
    followers_count: float,
    posts: PostSeries,
    comments: PostComments | None,
    commenters: Commenters | None,
    expectation: SizeExpectation | None,
    fake_followers: tuple[float, Interval] | None,
    now: int,
    weights: Weights | None = None,
    usual: Usual | None = None,
) -> Authenticity:
    """Assess one creator from what is known; every part of it may be missing.

    `followers_count` is the latest count, `fake_followers` the share of fakes in an audited list with its interval,
    `now` seconds since 1970. `weights` are the fitted curves, by default those inside the package,
    `usual` what the workspace's own creators show (`usual_among`), by default what those of the fit showed.

    The rule of the verdict: "strong signs" and "look closer" when the log odds of any carried question pass its fitted
    threshold; otherwise "cannot tell" when neither bought followers nor bought engagement could be judged (fewer than
    21 daily counts and no audited list; fewer than 8 posts with likes and fewer than 20 comments); otherwise "no sign".
    """
    chosen = weights if weights is not None else shipped()
    found = measure(
        growth=growth,
        followers_count=followers_count,
        posts=posts,
        comments=comments,
        commenters=commenters,
        expectation=expectation,
        fake_followers=fake_followers,
        now=now,
        score=chosen.parts[WINDOW].scores,
        usual=usual if usual is not None else chosen.usual,
    )
    return combined(found, chosen, posts, comments, commenters, expectation, fake_followers)
