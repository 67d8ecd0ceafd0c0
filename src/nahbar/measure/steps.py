"""How long calculations say how far they are: steps done and steps in all, at every step that is really taken. Pure."""

from __future__ import annotations

from collections.abc import Callable

# Called with the steps done so far and all steps; what it raises ends the calculation.
Steps = Callable[[int, int], None]


def unsaid(done: int, total: int) -> None:
    """Tell nobody."""
