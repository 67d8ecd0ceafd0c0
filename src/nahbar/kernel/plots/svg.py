"""A small SVG canvas: shapes with classes that the style sheet colours, and texts that are escaped. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from nahbar.kernel.plots.scales import Scale

WIDE, NARROW = 760, 340


class Canvas:
    """Collects shapes; `markup()` is the finished SVG. Coordinates are pixels from the upper left corner."""

    def __init__(self, width: float, height: float, label: str, kind: str = "") -> None:
        self.width = width
        self.height = height
        self._parts = [
            f'<svg class="{escape(kind)}" viewBox="0 0 {_n(width)} {_n(height)}" role="img" '
            f'aria-label="{escape(label)}" xmlns="http://www.w3.org/2000/svg">'
        ]

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str, hint: str = "") -> None:
        """A straight line; `hint` is shown when the pointer rests on it."""
        shape = f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" class="{escape(kind)}"'
        self._parts.append(f"{shape}>{_title(hint)}</line>" if hint else f"{shape}/>")

    def path(self, points: Sequence[tuple[float, float]], kind: str, closed: bool = False) -> None:
        """A line through `points`, filled when `closed`."""
        if points:
            steps = "L".join(f"{_n(x)},{_n(y)}" for x, y in points)
            self._parts.append(f'<path d="M{steps}{"Z" if closed else ""}" class="{escape(kind)}"/>')

    def rect(self, x: float, y: float, width: float, height: float, kind: str, hint: str = "") -> None:
        """A rectangle; `hint` is shown when the pointer rests on it."""
        shape = f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(0.0, width))}" height="{_n(max(0.0, height))}"'
        self._parts.append(f'{shape} class="{escape(kind)}">{_title(hint)}</rect>')

    def dot(self, x: float, y: float, radius: float, kind: str, hint: str = "") -> None:
        """A dot; `hint` is shown when the pointer rests on it."""
        shape = f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" class="{escape(kind)}"'
        self._parts.append(f"{shape}>{_title(hint)}</circle>")

    def text(self, x: float, y: float, words: str, anchor: str = "start", kind: str = "") -> None:
        """A text whose base line begins (or ends, or is centred) at the point."""
        place = f'x="{_n(x)}" y="{_n(y)}" text-anchor="{escape(anchor)}" class="{escape(kind)}"'
        self._parts.append(f"<text {place}>{escape(words)}</text>")

    def y_axis(
        self, scale: Scale, ticks: Sequence[float], form: Callable[[float], str], left: float, right: float
    ) -> None:
        """Grid lines with their values on the left."""
        for tick in ticks:
            y = scale(tick)
            self.line(left, y, right, y, "grid")
            self.text(left - 6, y + 4, form(tick), "end")

    def x_axis(self, scale: Scale, ticks: Sequence[float], form: Callable[[float], str], bottom: float) -> None:
        """The base line with its values below."""
        self.line(scale.start, bottom, scale.end, bottom, "axis")
        for tick in ticks:
            x = scale(tick)
            self.line(x, bottom, x, bottom + 4, "axis")
            self.text(x, bottom + 18, form(tick), "middle")

    def markup(self) -> Markup:
        """Return the SVG; every text in it has been escaped."""
        return Markup("".join([*self._parts, "</svg>"]))  # noqa: S704 -- built from escaped parts only


def both_widths(draw: Callable[[float, str], Markup]) -> Markup:
    """Return a plot drawn for wide pages and once more for phones; the style sheet shows one of them."""
    return Markup("{}{}").format(draw(WIDE, "wide"), draw(NARROW, "narrow"))


def whisker(low: float, point: float, high: float, scale_high: float, expected: float | None = None) -> Markup:
    """Return a figure's interval as a thin line with its point, on an axis from 0 to `scale_high`."""
    scale = Scale(0.0, max(scale_high, 1e-12), 4.0, 216.0)
    canvas = Canvas(220, 14, "", "whisker")
    canvas.line(4, 7, 216, 7, "track")
    if expected is not None:
        canvas.line(scale(expected), 1, scale(expected), 13, "like")
    canvas.line(scale(low), 7, scale(high), 7, "range-line")
    canvas.dot(scale(point), 7, 4.5, "point")
    return Markup(str(canvas.markup()).replace('role="img" aria-label=""', 'aria-hidden="true"'))  # noqa: S704 -- as above


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _title(hint: str) -> str:
    return f"<title>{escape(hint)}</title>" if hint else ""
