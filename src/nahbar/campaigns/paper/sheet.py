"""A4 sheets as PDF: titles, paragraphs, points and tables in the type of the screens, a foot on every page.

The fonts hold Latin letters with their accents and the usual signs. Emoji and other scripts are not in them: what a
sheet cannot print is left out and counted, so that a sentence at its end can say so.
"""

from __future__ import annotations

import functools
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

TEXT, STRONG, TITLE = "Figtree-Regular", "Figtree-SemiBold", "Fraunces-Title"
INK, QUIET, LINE = HexColor("#1c1815"), HexColor("#4c453f"), HexColor("#cfc8bf")
# The library's frame keeps so many points on each side.
FRAME = 6


@functools.cache
def _letters() -> frozenset[int]:
    """Register the fonts and return the letters that all of them hold."""
    found = []
    for name in (TEXT, STRONG, TITLE):
        path = resources.files(__package__).joinpath("fonts", f"{name}.ttf")
        font = TTFont(name, io.BytesIO(path.read_bytes()))
        pdfmetrics.registerFont(font)
        found.append(frozenset(font.face.charToGlyph))
    return found[0] & found[1] & found[2]


def plain_letters(text: str) -> tuple[str, int]:
    """Return a text with the letters that can be printed, and how many could not."""
    known, kept, lost = _letters(), [], 0
    for letter in unicodedata.normalize("NFC", text):
        if ord(letter) in known or letter == "\n":
            kept.append(letter)
        elif letter.isspace():
            kept.append(" ")
        # Joiners and selectors belong to the sign before them.
        elif unicodedata.category(letter) not in ("Cf", "Mn", "Cc"):
            lost += 1
    return "".join(kept), lost


def _style(name: str, font: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, textColor=INK, **more)


STYLES = {
    "over": _style("over", TEXT, 9.5, 14),
    "title": _style("title", TITLE, 24, 29, spaceAfter=4 * mm),
    "heading": _style("heading", STRONG, 11, 15, spaceBefore=6 * mm, spaceAfter=1.5 * mm, keepWithNext=1),
    "text": _style("text", TEXT, 10.5, 15.5, spaceAfter=1.2 * mm),
    "point": _style(
        "point", TEXT, 10.5, 15.5, spaceAfter=1 * mm, leftIndent=5 * mm, bulletIndent=0.5 * mm, bulletFontName=TEXT
    ),
    "cell": _style("cell", TEXT, 9.5, 13),
    "figure": _style("figure", TEXT, 9.5, 13, alignment=TA_RIGHT),
    "head": _style("head", STRONG, 9, 12),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How much air a sheet has: its margins, the padding of table rows and the gap of columns in points, its styles."""

    side: float
    top: float
    bottom: float
    padding: float
    gap: float
    styles: Mapping[str, ParagraphStyle]

    @property
    def width(self) -> float:
        """The length of a line in points."""
        return float(A4[0]) - 2 * (self.side + FRAME)


ROOMY = Look(24 * mm, 24 * mm, 24 * mm, 3, 6, STYLES)
# For what has to stand on one page; 8.5 points are the smallest that print well in tables.
TIGHT = Look(
    18 * mm,
    14 * mm,
    19 * mm,
    1.6,
    4,
    {
        "over": _style("over", TEXT, 8.5, 11),
        "title": _style("title", TITLE, 20, 24, spaceAfter=1.5 * mm),
        "heading": _style("heading", STRONG, 10, 13, spaceBefore=2.4 * mm, spaceAfter=0.8 * mm, keepWithNext=1),
        "text": _style("text", TEXT, 9.2, 12.2, spaceAfter=0.6 * mm),
        "point": _style(
            "point", TEXT, 9.2, 12.2, spaceAfter=0.3 * mm, leftIndent=4 * mm, bulletIndent=0.5 * mm, bulletFontName=TEXT
        ),
        "cell": _style("cell", TEXT, 8.5, 10.6),
        "figure": _style("figure", TEXT, 8.5, 10.6, alignment=TA_RIGHT),
        "head": _style("head", STRONG, 8.5, 10.6),
    },
)


class Sheet:
    """Collects what stands on the pages, then returns them as PDF; `pages` says on how many once that is done."""

    def __init__(self, title: str, author: str, language: str, foot: str, *, tight: bool = False) -> None:
        _letters()
        self.look = TIGHT if tight else ROOMY
        self.pages = 0
        self.title, self.author, self.language = title, author, language
        self.lost = 0
        self.foot = self._printable(foot)
        self._flow: list[Any] = []

    @staticmethod
    def letters(text: str) -> str:
        """Return a text with the letters that can be printed, for what is drawn."""
        return plain_letters(text)[0]

    def _printable(self, text: str) -> str:
        kept, lost = plain_letters(text)
        self.lost += lost
        return kept

    def add(self, style: str, text: str, link: str = "") -> None:
        """Add a paragraph of a style of STYLES; what stands in the text is never read as markup.

        With `link`, an address, the whole paragraph leads there.
        """
        shown = escape(self._printable(text)).replace("\n", "<br/>")
        shown = _linked(shown, link)
        bullet = {"bulletText": "\u2022"} if style == "point" else {}
        self._flow.append(Paragraph(shown, self.look.styles[style], **bullet))

    def space(self, millimetres: float) -> None:
        """Add air."""
        self._flow.append(Spacer(1, millimetres * mm))

    def drawing(self, made: Any) -> None:
        """Add a drawing of reportlab.graphics; texts in it must have gone through `letters`."""
        self._flow.append(made)

    def table(
        self,
        head: Sequence[str],
        lines: Sequence[Sequence[str]],
        widths: Sequence[float],
        figures: int,
        links: Sequence[str] = (),
    ) -> None:
        """Add a table; `widths` are shares of the line, the last `figures` columns stand to the right.

        `links` has an address for the first cell of each line ("" for none).
        """
        last = len(head) - figures
        cells = [[self._cell(text, "head", k >= last) for k, text in enumerate(head)]]
        for line, link in zip(lines, links or [""] * len(lines), strict=True):
            cells.append([self._cell(text, "cell", k >= last, "" if k else link) for k, text in enumerate(line)])
        made = Table(cells, colWidths=[self.look.width * share for share in widths], repeatRows=1, hAlign="LEFT")
        rule = ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE)
        air = [(f"{place}PADDING", (0, 0), (-1, -1), self.look.padding) for place in ("TOP", "BOTTOM")]
        air += [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), self.look.gap)]
        placed = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        made.setStyle(TableStyle([rule, *placed, *air]))
        self._flow.append(made)

    def _cell(self, text: str, style: str, figure: bool, link: str = "") -> Any:
        styles = self.look.styles
        chosen = styles["figure"] if figure and style == "cell" else styles[style]
        if figure and style == "head":
            chosen = ParagraphStyle("figure head", parent=chosen, alignment=TA_RIGHT)
        return Paragraph(_linked(escape(self._printable(text)), link), chosen)

    def pdf(self) -> bytes:
        """Return the pages."""
        out = io.BytesIO()
        look = self.look
        margins = {
            "leftMargin": look.side,
            "rightMargin": look.side,
            "topMargin": look.top,
            "bottomMargin": look.bottom,
        }
        about = {"title": self.title, "author": self.author, "lang": self.language, "creator": "nahbar"}
        document = SimpleDocTemplate(out, pagesize=A4, **margins, **about)
        document.build(self._flow, onFirstPage=self._below, onLaterPages=self._below)
        self.pages = document.page
        return out.getvalue()

    def _below(self, canvas: Any, document: Any) -> None:
        edge, line = self.look.side + FRAME, self.look.bottom - 6 * mm
        canvas.saveState()
        canvas.setStrokeColor(LINE)
        canvas.line(edge, line, A4[0] - edge, line)
        canvas.setFont(TEXT, 8.5)
        canvas.setFillColor(QUIET)
        canvas.drawString(edge, line - 5 * mm, self.foot)
        canvas.drawRightString(A4[0] - edge, line - 5 * mm, str(document.page))
        canvas.restoreState()


def _linked(shown: str, link: str) -> str:
    return f'<a href="{escape(link, {chr(34): "&quot;"})}">{shown}</a>' if link else shown
