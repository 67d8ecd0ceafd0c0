"""Plots as SVG, drawn on the server: sharp in print, readable without scripts, formatted by locale. Pure."""

from nahbar.kernel.plots.scales import Scale, linear_ticks, log_ticks
from nahbar.kernel.plots.svg import Canvas, both_widths, whisker

__all__ = ["Canvas", "Scale", "both_widths", "linear_ticks", "log_ticks", "whisker"]
