"""Sentences for the signs that rest on the counts of posts: even likes, one count alone, last digits."""

from __future__ import annotations

import numpy as np

from nahbar.creators.authenticity.engagement import USUAL_COMMENTS_A_LIKE, deviation
from nahbar.creators.authenticity.features import Measured
from nahbar.creators.authenticity.posts import LIKES, METRICS, VIEWS, Floats, PostLogs
from nahbar.creators.authenticity.since import Since, clearest, pairs_of
from nahbar.creators.authenticity.weights import ENGAGEMENT
from nahbar.creators.contracts import Evidence, PostSeries, Sign, SizeExpectation
from nahbar.kernel.messages import Message, msg

SIGNS = ("even_likes", "like_comment_mismatch", "like_digits")
MOST_ROWS = 5
SINCE = "since"
ALONE = 0.4  # a post is named when a count is 1.5 times what its other counts suggest


def sign(
    name: str,
    strength: float,
    found: Measured,
    posts: PostSeries,
    expectation: SizeExpectation | None,
    metric: str,
) -> Sign:
    """Build one of SIGNS; `metric` is the count that was most likely bought (likes, comments, views), or SINCE."""
    if name == "even_likes":
        evidence = _even(found, expectation)
        innocent = [
            msg("A steady audience, or a platform that shows every post to the same people, could explain this")
        ]
    elif name == "like_comment_mismatch":
        evidence, innocent = _shifted(found, posts) if metric == SINCE else _alone(found, posts, metric)
    else:
        evidence = [
            Evidence(
                msg(
                    "The last digits of the likes are less even than those of honest counts ({z} standard deviations)",
                    z=round(found.features["like_digits"], 1),
                )
            )
        ]
        innocent = [msg("Counts that were rounded on the way could explain this; it is weak support at best")]
    return Sign(name, ENGAGEMENT, strength, evidence, innocent, span(found.posts))


def span(posts: PostLogs) -> Message:
    """Say how many posts there are and which counts they carry."""
    if posts.n == 0:
        return msg("No posts are known")
    if not posts.known[0]:
        return msg("{n} {n|post|posts} without likes", n=posts.n)
    if posts.known[VIEWS]:
        return msg("{n} {n|post|posts} with likes, comments and views", n=posts.n)
    seen = int(np.isfinite(posts.count[VIEWS]).sum())
    if seen:
        return msg("{n} {n|post|posts} with likes and comments, {seen} of them with views", n=posts.n, seen=seen)
    return msg("{n} {n|post|posts} with likes and comments, views are not known", n=posts.n)


def _even(found: Measured, expectation: SizeExpectation | None) -> list[Evidence]:
    features = found.features
    factor = float(np.exp(found.posts.sd[0]))
    told = [Evidence(msg("From post to post the likes vary by a factor of {factor}", factor=round(factor, 2)))]
    if expectation is not None and features["even_posts"] < 0:
        usual = round(float(np.exp(expectation.post_log_sd)), 2)
        told.append(Evidence(msg("Posts of creators of like size vary by a factor of {usual}", usual=usual)))
    if "likes_follow_views" in features:
        share = float(2.0 ** features["likes_follow_views"] - 1)
        told.append(Evidence(msg("When views double, likes rise by {share:percent}", share=share)))
    elif "likes_follow_comments" in features:
        share = float(2.0 ** features["likes_follow_comments"] - 1)
        told.append(Evidence(msg("When comments double, likes rise by {share:percent}", share=share)))
    return told


def _alone(found: Measured, posts: PostSeries, metric: str) -> tuple[list[Evidence], list[Message]]:
    """Name the posts where one count stands alone."""
    among = found.watched if metric == METRICS[VIEWS] else found.posts
    gap = deviation(among, METRICS.index(metric))
    top = np.argsort(-gap)[:MOST_ROWS]
    top = top[gap[top] > ALONE]
    told = []
    if top.size:
        told.append(_standing(metric, gap, [posts.post_id[int(among.place[i])] for i in top]))
    if "comments_a_like" in found.features:
        ratio = 100 * float(np.exp(found.features["comments_a_like"] + USUAL_COMMENTS_A_LIKE))
        told.append(Evidence(msg("There are {ratio} comments a hundred likes", ratio=round(ratio, 2))))
    told += _beside(found)
    innocent = {
        "likes": msg(
            "A post that invites likes but not words, such as a picture without a caption, could explain this"
        ),
        "comments": msg("A giveaway or a question in the text could explain this: both bring comments without likes"),
        "views": msg("Paid promotion of single posts could explain this: it brings views without likes; ask for it"),
    }
    return told, [innocent[metric]]


def _shifted(found: Measured, posts: PostSeries) -> tuple[list[Evidence], list[Message]]:
    """Say from which post on a count stands above the others."""
    pairs = pairs_of(found.posts)
    shifts = [shift for shift in (clearest(pairs, metric) for metric in (LIKES, VIEWS)) if shift is not None]
    innocent = msg(
        "Another format, another topic or another way of counting from that day on could explain this; compare posts"
        " before and after"
    )
    if not shifts:
        return _beside(found), [innocent]
    return [_since(max(shifts, key=lambda one: abs(one.shift.z)), found, posts), *_beside(found)], [innocent]


def _since(since: Since, found: Measured, posts: PostSeries) -> Evidence:
    times = round(float(np.exp(abs(since.shift.step))), 2)
    up, day = since.shift.step > 0, int(found.posts.day[since.post])
    told = {
        (LIKES, True): msg(
            "From {day:date} on, likes are {times} times what comments and views suggest beside the posts before",
            day=day,
            times=times,
        ),
        (LIKES, False): msg(
            "Until {day:date}, likes were {times} times what comments and views suggest beside the posts since",
            day=day,
            times=times,
        ),
        (VIEWS, True): msg(
            "From {day:date} on, views are {times} times what likes and comments suggest beside the posts before",
            day=day,
            times=times,
        ),
        (VIEWS, False): msg(
            "Until {day:date}, views were {times} times what likes and comments suggest beside the posts since",
            day=day,
            times=times,
        ),
    }
    first = since.post if up else max(since.post - MOST_ROWS, 0)
    rows = found.posts.place[first : first + MOST_ROWS]
    return Evidence(told[since.metric, up], {"post": [posts.post_id[int(place)] for place in rows]})


def _beside(found: Measured) -> list[Evidence]:
    """Say what is usual among the creators of the workspace."""
    told, middle = [], found.usual.middle if found.usual is not None else {}
    if "comments_a_like" in found.features and "comments_a_like" in middle:
        usual = 100 * float(np.exp(middle["comments_a_like"] + USUAL_COMMENTS_A_LIKE))
        told.append(
            Evidence(msg("Among like creators {usual} comments a hundred likes are usual", usual=round(usual, 2)))
        )
    if "likes_a_view" in found.features and "likes_a_view" in middle:
        ratio, usual = (100 * float(np.exp(x)) for x in (found.features["likes_a_view"], middle["likes_a_view"]))
        message = msg(
            "There are {ratio} likes a hundred views; among like creators {usual} are usual",
            ratio=round(ratio, 2),
            usual=round(usual, 2),
        )
        told.append(Evidence(message))
    return told


def _standing(metric: str, gap: Floats, first: list[str]) -> Evidence:
    number, times = int(np.count_nonzero(gap > ALONE)), round(float(np.exp(gap.max())), 1)
    told = {
        "likes": msg(
            "{n} {n|post has|posts have} up to {times} times the likes that the other counts suggest",
            n=number,
            times=times,
        ),
        "comments": msg(
            "{n} {n|post has|posts have} up to {times} times the comments that the other counts suggest",
            n=number,
            times=times,
        ),
        "views": msg(
            "{n} {n|post has|posts have} up to {times} times the views that the other counts suggest",
            n=number,
            times=times,
        ),
    }
    return Evidence(told[metric], {"post": first})
