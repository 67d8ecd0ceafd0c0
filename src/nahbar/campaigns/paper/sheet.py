"""A4 sheets as PDF: titles, paragraphs, points and tables in the type of the screens, a foot on every page.

The fonts hold Latin letters with their accents and the usual signs. Emoji and other scripts are not in them: what a
sheet cannot print is left out and counted, so that a sentence at its end can say so.
"""

from __future__ import annotations

import functools
import io
import unicodedata
from collections.abc import Sequence
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
SIDE, TOP, BOTTOM = 24 * mm, 24 * mm, 24 * mm
# The library's frame keeps 6 points on each side.
EDGE = SIDE + 6
WIDTH = A4[0] - 2 * EDGE


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


class Sheet:
    """Collects what stands on the pages, then returns them as PDF."""

    def __init__(self, title: str, author: str, language: str, foot: str) -> None:
        _letters()
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
        if link:
            shown = f'<a href="{escape(link, {chr(34): "&quot;"})}">{shown}</a>'
        bullet = {"bulletText": "\u2022"} if style == "point" else {}
        self._flow.append(Paragraph(shown, STYLES[style], **bullet))

    def space(self, millimetres: float) -> None:
        """Add air."""
        self._flow.append(Spacer(1, millimetres * mm))

    def drawing(self, made: Any) -> None:
        """Add a drawing of reportlab.graphics; texts in it must have gone through `letters`."""
        self._flow.append(made)

    def table(self, head: Sequence[str], lines: Sequence[Sequence[str]], widths: Sequence[float], figures: int) -> None:
        """Add a table; `widths` are shares of the line, the last `figures` columns stand to the right."""
        last = len(head) - figures
        cells = [[self._cell(text, "head", k >= last) for k, text in enumerate(head)]]
        cells += [[self._cell(text, "cell", k >= last) for k, text in enumerate(line)] for line in lines]
        made = Table(cells, colWidths=[WIDTH * share for share in widths], repeatRows=1, hAlign="LEFT")
        rule = ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE)
        made.setStyle(TableStyle([rule, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
        self._flow.append(made)

    def _cell(self, text: str, style: str, figure: bool) -> Any:
        chosen = STYLES["figure"] if figure and style == "cell" else STYLES[style]
        if figure and style == "head":
            chosen = ParagraphStyle("figure head", parent=chosen, alignment=TA_RIGHT)
        return Paragraph(escape(self._printable(text)), chosen)

    def pdf(self) -> bytes:
        """Return the pages."""
        out = io.BytesIO()
        margins = {"leftMargin": SIDE, "rightMargin": SIDE, "topMargin": TOP, "bottomMargin": BOTTOM}
        about = {"title": self.title, "author": self.author, "lang": self.language, "creator": "nahbar"}
        document = SimpleDocTemplate(out, pagesize=A4, **margins, **about)
        document.build(self._flow, onFirstPage=self._below, onLaterPages=self._below)
        return out.getvalue()

    def _below(self, canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setStrokeColor(LINE)
        canvas.line(EDGE, BOTTOM - 6 * mm, A4[0] - EDGE, BOTTOM - 6 * mm)
        canvas.setFont(TEXT, 8.5)
        canvas.setFillColor(QUIET)
        canvas.drawString(EDGE, BOTTOM - 11 * mm, self.foot)
        canvas.drawRightString(A4[0] - EDGE, BOTTOM - 11 * mm, str(document.page))
        canvas.restoreState()
