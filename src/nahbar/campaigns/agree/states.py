"""How far a collaboration is: which step leads from where to where, who may take it, and what can be undone. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.campaigns.agree.contracts import StepTaken
from nahbar.campaigns.agree.words import PARTIES, STATES, STEPS
from nahbar.kernel.errors import Conflict
from nahbar.kernel.messages import Message, msg

PARTY_NAMES = ("brand", "creator", "software")
# The road of a collaboration that goes well, and the two ways in which it ends early.
ROAD = ("shortlisted", "invited", "agreed", "briefed", "draft in", "draft approved", "posted", "checked", "paid")
ENDED = ("declined", "cancelled")
ALL_STATES = (*ROAD, *ENDED)
# A creator who took it on and has not finished it.
AT_WORK = ("agreed", "briefed", "draft in", "draft approved", "posted", "checked")


@dataclass(frozen=True, slots=True)
class Step:
    """A step: from any of `before` to `after`, by any of `parties`.

    `needs` names what must come with it ("text", "address", "reason", "terms") and cannot be given by a mere click.
    """

    name: str
    before: Sequence[str]
    after: str
    parties: Sequence[str]
    needs: str = ""


_TABLE = (
    Step("invite", ("shortlisted",), "invited", ("brand",)),
    # The brand may note what was said on the telephone; the history then names the brand.
    Step("accept", ("invited",), "agreed", ("creator", "brand")),
    Step("decline", ("invited",), "declined", ("creator", "brand")),
    # Whoever agreed did so to other terms: they are asked again.
    Step("change terms", ("agreed", "briefed"), "invited", ("brand",), "terms"),
    Step("brief", ("agreed",), "briefed", ("brand",)),
    Step("hand in", ("briefed", "draft in"), "draft in", ("creator", "brand"), "text"),
    Step("return", ("draft in",), "briefed", ("brand",), "reason"),
    Step("approve", ("draft in",), "draft approved", ("brand",)),
    # A collaboration may owe several posts: each is noted, and looked at, for itself.
    Step("publish", ("draft approved", "posted", "checked"), "posted", ("creator", "brand"), "address"),
    Step("check", ("posted",), "checked", ("brand", "software")),
    Step("pay", ("checked",), "paid", ("brand",)),
    Step("cancel", ("shortlisted", "invited", *AT_WORK), "cancelled", ("brand",)),
    Step("reopen", ENDED, "shortlisted", ("brand",)),
)
TABLE = {step.name: step for step in _TABLE}


def steps_from(state: str, party: str) -> Sequence[Step]:
    """Return the steps that a party may take from a state, in the order of the road."""
    return [step for step in _TABLE if state in step.before and party in step.parties]


def state_after(state: str, name: str, party: str) -> str:
    """Return the state that a step leads to; raises Conflict with the reason for a step that is not possible."""
    step = TABLE.get(name)
    if step is not None and state in step.before and party in step.parties:
        return step.after
    raise Conflict(_reason(step, name, state, party), _remedy(state, party), kind="illegal-step")


def _reason(step: Step | None, name: str, state: str, party: str) -> Message:
    if step is None:
        return msg("There is no step “{name}”.", name=name)
    if state not in step.before:
        return msg(
            "“{step}” is not possible now: the collaboration is “{state}”.", step=STEPS[name], state=STATES[state]
        )
    return msg("“{step}” is not for {party}.", step=STEPS[name], party=PARTIES[party])


def no_way(state: str, party: str) -> Message:
    """Return why a collaboration cannot go where no step of a party leads, and what is possible instead."""
    return msg("No step leads there from “{state}”. {remedy}", state=STATES[state], remedy=_remedy(state, party))


def _remedy(state: str, party: str) -> Message:
    possible = steps_from(state, party)
    if not possible:
        return msg("Nothing is left to do here; the last step may perhaps be undone.")
    return msg("Possible now: {steps}.", steps=_listed([STEPS[step.name] for step in possible]))


def _listed(names: Sequence[Message]) -> Message:
    found = names[0]
    for name in names[1:]:
        found = msg("{before}, {last}", before=found, last=name)
    return found


def undoable(history: Sequence[StepTaken], party: str, terms_version: int) -> StepTaken:
    """Return the step that may be undone: the last one that stands, if it was this party's (or the software's).

    `history` is in order of time, `terms_version` the version of the terms now. Raises Conflict with the reason: what a
    creator said or handed in stays theirs, and no way back leads to an agreement on terms that nobody agreed to.
    """
    standing = [one for one in history if not one.undone and one.step != "undo"]
    if not standing or standing[-1].step == "shortlist":
        raise Conflict(msg("There is no step to undo."), msg("Take the next step instead."), kind="undo")
    last = standing[-1]
    if last.party != party and last.party != "software":
        raise Conflict(
            msg("The last step was taken by {party}: it cannot be undone by anybody else.", party=PARTIES[last.party]),
            _remedy(last.to_state, party),
            kind="undo",
        )
    if last.from_state in (*AT_WORK, "paid") and _accepted(standing) != terms_version:
        raise Conflict(
            msg("The terms changed since the creator agreed to them."),
            _remedy(last.to_state, party),
            kind="undo",
        )
    return last


def changes_asked(history: Sequence[StepTaken]) -> str:
    """Return what the brand asked to change when it returned the newest draft; "" once something else was done."""
    standing = [one for one in history if not one.undone and one.step != "undo"]
    return standing[-1].note if standing and standing[-1].step == "return" else ""


def _accepted(standing: Sequence[StepTaken]) -> int:
    return next((one.terms_version for one in reversed(standing) if one.step == "accept"), 0)
