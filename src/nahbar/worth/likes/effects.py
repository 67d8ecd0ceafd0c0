"""What experiments measured of reactions: a file with the columns reaction, effect, low, high."""

from __future__ import annotations

from pathlib import Path

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg
from nahbar.worth.attribution.effects import read_effects
from nahbar.worth.likes.contracts import REACTIONS


def read_reaction_effects(path: Path) -> dict[str, tuple[float, float, float]]:
    """Return deals caused by a thousand of each reaction, with its 95 % interval.

    The file is one of `worth attribution --effects`, with reactions in its column channel. Raises BadInput, NotFound.
    """
    found = read_effects(path)
    unknown = [name for name in found if name not in REACTIONS]
    if unknown:
        raise BadInput(
            msg("{name} is no reaction.", name=unknown[0]),
            msg("In the column channel stand: {names}.", names=", ".join(REACTIONS)),
            kind="effects",
        )
    return {name: (one.effect, one.low, one.high) for name, one in found.items()}
