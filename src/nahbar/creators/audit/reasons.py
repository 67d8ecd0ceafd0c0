"""Why an account looks fake or real: the parts of its score as sentences with the figures they rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from nahbar.creators.audit.terms import Floats
from nahbar.kernel.messages import Message, msg

# A part below this many log-odds changes a probability by less than 4 points: not worth a sentence.
_WORTH_SAYING = 0.15

Row = Mapping[str, float]


def account_reasons(
    parts: Mapping[str, Floats], columns: Mapping[str, Floats], row: int
) -> tuple[list[Message], list[Message]]:
    """Return the reasons for and the reasons against a fake account at `row`, the weightiest first.

    `parts` maps a reason to its share of the log-odds (rows,); NaN means that the reason could not be judged.
    """
    weighed = sorted(((float(value[row]), name) for name, value in parts.items()), key=lambda part: -abs(part[0]))
    known = {name: float(value[row]) for name, value in columns.items()}
    speaks_for = [_SENTENCES[name](known) for part, name in weighed if part > _WORTH_SAYING]
    against = [_SENTENCES[name](known) for part, name in weighed if part < -_WORTH_SAYING]
    return speaks_for, against


def _picture(row: Row) -> Message:
    return msg("Has a profile picture") if row["has_picture"] >= 0.5 else msg("No profile picture")


def _private(row: Row) -> Message:
    return msg("The account is private") if row["is_private"] >= 0.5 else msg("The account is public")


def _network(row: Row) -> Message:
    following, followers = row["following"], row["followers"]
    if np.isnan(followers):
        return msg("Follows {following} accounts", following=int(following))
    if np.isnan(following):
        return msg("Has {followers} followers", followers=int(followers))
    return msg(
        "Follows {following} accounts and has {followers} followers", following=int(following), followers=int(followers)
    )


def _posts(row: Row) -> Message:
    if np.isnan(row["following"]):
        return msg("Number of posts: {posts}", posts=int(row["posts"]))
    return msg(
        "Number of posts: {posts}, accounts followed: {following}",
        posts=int(row["posts"]),
        following=int(row["following"]),
    )


def _digits(row: Row) -> Message:
    if np.isnan(row["username_length"]):
        return msg("Digits in the username: {digits}", digits=int(row["username_digits"]))
    return msg(
        "Digits in the username: {digits} of {length} characters",
        digits=int(row["username_digits"]),
        length=int(row["username_length"]),
    )


def _length(row: Row) -> Message:
    return msg("Characters in the username: {length}", length=int(row["username_length"]))


_SENTENCES: Mapping[str, Callable[[Row], Message]] = {
    "picture": _picture,
    "private": _private,
    "network": _network,
    "posts": _posts,
    "digits": _digits,
    "length": _length,
}
