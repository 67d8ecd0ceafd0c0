"""The answer of an analysis as JSON: names of formats.md, and what stands beside them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from nahbar.worth.experiments.contracts import Analysis


def analysis_json(found: Analysis) -> dict[str, Any]:
    """Return arms, lifts and mismatch, with the notes that must stand beside them."""
    return {
        "arms": [asdict(one) for one in found.arms],
        "lifts": [asdict(one) for one in found.lifts],
        "mismatch": asdict(found.mismatch),
        "people": found.people,
        "units": found.units,
        "unit": found.unit,
        "control": found.design.control,
        "planned": found.design.planned,
        "anytime": "open-ended" if found.design.planned is None or found.design.open_ended else "planned",
        "level": found.design.level,
        "notes": [one.render() for one in found.notes],
    }
