"""What a report looks like, for pages that have nothing to show yet: made-up figures, never mixed with real ones."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from nahbar.creators.contracts import GrowthSeries
from nahbar.creators.pictures.growth import draw_growth
from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import msg

DAYS, JUMP_DAY, JUMP_DAYS = 120, 71, 3
LABEL = msg("Made-up followers over time with a jump that is marked")


def draw_glimpse(language: Language, today: int) -> Markup:
    """Return the growth picture of a creator who does not exist; `today` is a day number."""
    day = np.arange(today - DAYS + 1, today + 1, dtype=np.int64)
    calm = 18_000 + 55 * np.arange(DAYS) + 240 * np.sin(np.arange(DAYS) / 9)
    jump = 6_200 * np.clip((np.arange(DAYS) - JUMP_DAY) / JUMP_DAYS, 0, 1)
    marked = [(int(day[JUMP_DAY]), int(day[JUMP_DAY + JUMP_DAYS]))]
    return draw_growth(language, GrowthSeries(day, calm + jump), marked, language.message(LABEL))
