"""What a plan may declare beside the comparison: what the control goes without, and groups to look at. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular.values import quoted

# What a channel, creator, post or campaign is called stands in touchpoints; a reaction is one of the five.
REACTION = "reaction"
HELD = ("channel", "creator", "post", "campaign", REACTION)
REACTIONS = ("like", "comment", "share", "save", "follower")
LONGEST_NAME = 200
# What somebody did in the days before their first exposure: yes or no.
TRAITS = ("click", "visit", "reply", "lead", "deal")
# Each further group halves the people in each and widens every interval.
MOST_TRAITS = 3


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What the control goes without: `of` is one of HELD, `name` its name."""

    of: str
    name: str

    @property
    def text(self) -> str:
        """As it is written: "channel:mail"."""
        return f"{self.of}:{self.name}"


def read_held_out(text: str) -> HeldOut | None:
    """Return what a text like "channel:mail" or "reaction:like" names, None for an empty one; raises BadInput."""
    if not text.strip():
        return None
    of, _, name = (part.strip() for part in text.strip().partition(":"))
    if of not in HELD or not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise refused(
            "holds_out",
            msg(
                "“{text:raw}” is nothing that can be held out. Write one of {kinds:raw} and its name, as in: "
                "channel:mail",
                text=quoted(text),
                kinds=", ".join(HELD),
            ),
        )
    if of == REACTION and name not in REACTIONS:
        raise refused("holds_out", msg("A reaction is one of: {names:raw}.", names=", ".join(REACTIONS)))
    return HeldOut(of, name)


def check_held_out(held: HeldOut | None, unit: str, metric: str, arms: int) -> None:
    """Raise BadInput unless an experiment can say how many deals what is held out causes."""
    if held is None:
        return
    if arms != 2:
        raise refused("holds_out", msg("What is held out has two arms: without it, and with it."))
    if metric not in ("deal", "deal:count"):
        raise refused("metric", msg("What a channel or a reaction causes is told in purchases: deal or deal:count."))
    if unit == "creator":
        if held.of != REACTION or held.name == "follower":
            raise refused("unit", msg("Creators are drawn for reactions to their posts only; draw people instead."))
        if metric != "deal:count":
            raise refused("metric", msg("A creator sells more than once: count purchases with deal:count."))


def read_traits(text: str) -> tuple[str, ...]:
    """Return the traits of a text like "deal, reply"; raises BadInput."""
    found = tuple(dict.fromkeys(one.strip() for one in re.split(r"[,;\n]", text) if one.strip()))
    if any(one not in TRAITS for one in found) or len(found) > MOST_TRAITS:
        raise refused(
            "groups",
            msg(
                "Groups are told by what people did before the start. Name up to {n} of: {names:raw}.",
                n=MOST_TRAITS,
                names=", ".join(TRAITS),
            ),
        )
    return found


def refused(field: str, reason: Message) -> BadInput:
    """Return the error that names the field of a plan."""
    return BadInput(reason, msg("Correct {field:raw} and try again.", field=field), kind=field)
