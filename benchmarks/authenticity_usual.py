"""What is usual among the made-up creators of one workspace, as the product works it out from their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nahbar.creators.authenticity import shipped, usual_among
from nahbar.creators.contracts import Usual


def usual_by_platform(platforms: Sequence[str], arguments: Sequence[dict[str, Any]]) -> dict[str, Usual]:
    """Return what is usual on each platform, buyers included; `arguments` are those of `assess`, one a creator."""
    here = np.array(platforms, dtype=object)
    return {
        platform: usual_among([arguments[i] for i in np.flatnonzero(here == platform)], shipped())
        for platform in sorted(set(platforms))
    }
