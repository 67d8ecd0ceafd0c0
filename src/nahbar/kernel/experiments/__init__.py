"""Experiments as all rooms share them: one registry, one way of drawing an arm, one touchpoint for having seen it."""

from nahbar.kernel.experiments.assigning import Variant, assign, exposure
from nahbar.kernel.experiments.running import assigned

__all__ = ["Variant", "assign", "assigned", "exposure"]
