"""What the wording and timing of comments say of comment packs."""

from __future__ import annotations

import numpy as np

from nahbar.creators.authenticity.posts import COMMENTS, PostLogs
from nahbar.creators.contracts import Commenters, PostComments
from nahbar.measure.dispersion import beta_binomial_rho

LEAST_COMMENTS = 20


def generic(comments: PostComments | None, commenters: Commenters | None, posts: PostLogs) -> dict[str, float]:
    """Return shares of generic, repeated and copied comments, how unlike posts are, and its tie to the surplus."""
    total = 0 if comments is None else int(comments.comments.sum())
    if comments is None or total < LEAST_COMMENTS:
        return {}
    many = comments.comments.astype(np.float64)
    empty = comments.generic.astype(np.float64)
    words = max(total - int(comments.emoji.sum()), 1)
    found = {
        "generic_share": float((empty.sum() + 1) / (total + 4)),
        "generic_of_words": float((empty.sum() + 1) / (words + 4)),
        "repeated_share": float((comments.repeated.sum() + 0.5) / (total + 4)),
        "emoji_share": float((comments.emoji.sum() + 0.5) / (total + 4)),
        "generic_unlike": beta_binomial_rho(empty, many),
        "copied_share": float((comments.copied.sum() + 0.5) / (words + 4)),
        "copied_unlike": beta_binomial_rho(comments.copied.astype(np.float64), many),
    }
    found["generic_surplus"] = _surplus(comments, posts)
    if commenters is not None and len(commenters.author) >= 10:
        often = commenters.posts >= 2
        wordless = often & (commenters.generic >= commenters.comments)
        found["generic_authors"] = float((wordless.sum() + 0.5) / (often.sum() + 4))
        found["authors_a_comment"] = float(commenters.all_authors / total)
    return found


def _surplus(comments: PostComments, posts: PostLogs) -> float:
    """Correlation over posts between the share of generic comments and the surplus of comments over likes."""
    if posts.n == 0 or not posts.known[COMMENTS]:
        return float("nan")
    place = np.searchsorted(posts.place, comments.post)
    fits = place < posts.n
    fits[fits] = posts.place[place[fits]] == comments.post[fits]
    if fits.sum() < 5:
        return float("nan")
    at = place[fits]
    surplus = posts.log[COMMENTS, at] - posts.log[0, at]
    share = (comments.generic[fits] + 1) / (comments.comments[fits] + 3)
    x, y = surplus - surplus.mean(), share - share.mean()
    return float(x @ y / np.sqrt((x @ x + 0.01) * (y @ y + 0.001)) * np.sqrt(at.size))
