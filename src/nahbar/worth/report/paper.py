"""A report as PDF on A4: the same sections and plots as on screens, drawn as vectors, every figure with its address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from nahbar.kernel.clock import SECONDS_A_DAY
from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import Message, msg
from nahbar.worth.earned.contracts import COUNT, CREDIT, MONEY, Line, Told
from nahbar.worth.report import picture, saying
from nahbar.worth.report.contracts import Report
from nahbar.worth.report.fitting import Room, experiments_told, fitted, left_out
from nahbar.worth.report.rows import rows_path

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

    from nahbar.campaigns import Sheet

INK, QUIET, LINE, ACCENT, GREY = "#1c1815", "#4c453f", "#cfc8bf", "#8d3f20", "#8b837b"
NAMELESS = {"creator": msg("nobody known"), "campaign": msg("no campaign")}
HEADS = {"creator": msg("Creator"), "campaign": msg("Campaign")}
COLUMNS = ("qualified_leads", "deals", "revenue")
# Points for a row of a plot.
ROW = 17.0
LONGEST_BRAND = 70


class PaperSurface:
    """Draws a plot as vectors of a PDF; reportlab counts from the lower edge, plots from the upper one."""

    def __init__(self, width: float, height: float) -> None:
        from reportlab.graphics.shapes import Drawing

        self.drawing: Drawing = Drawing(width, height)
        self._height = height

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str, hint: str = "") -> None:
        """Draw a straight line; paper shows no hints."""
        from reportlab.graphics.shapes import Line as Stroke
        from reportlab.lib.colors import HexColor

        del hint
        colour, thick = (ACCENT, 2.0) if kind == "interval" else (LINE, 0.7)
        self._add(Stroke(x1, self._height - y1, x2, self._height - y2, strokeColor=HexColor(colour), strokeWidth=thick))

    def dot(self, x: float, y: float, radius: float, kind: str, hint: str = "") -> None:
        """Draw a dot: hollow for credit, grey for the month before."""
        from reportlab.graphics.shapes import Circle
        from reportlab.lib.colors import HexColor, white

        del hint
        fill, edge = (white, HexColor(ACCENT)) if kind == "paid" else (HexColor(GREY), HexColor(GREY))
        self._add(Circle(x, self._height - y, radius, fillColor=fill, strokeColor=edge, strokeWidth=1.4))

    def text(self, x: float, y: float, words: str, anchor: str = "start", kind: str = "") -> None:
        """Write a text; signs that the fonts do not hold are left out."""
        from reportlab.graphics.shapes import String
        from reportlab.lib.colors import HexColor

        from nahbar.campaigns import Sheet

        font, colour = ("Figtree-SemiBold", INK) if kind == "strong" else ("Figtree-Regular", QUIET)
        shown = Sheet.letters(words)
        self._add(
            String(x, self._height - y, shown, textAnchor=anchor, fontName=font, fontSize=9, fillColor=HexColor(colour))
        )

    def _add(self, shape: Any) -> None:
        self.drawing.add(shape)


def report_pdf(report: Report, language: Language, address: str) -> bytes:
    """Return a report as PDF, on one page wherever that can be done without small print.

    What is left out for that is named on the page (see `fitted`); a month that does not fit even so goes on to a second
    page. `address` is where nahbar is reached ("" where that is not known), for links.
    """

    def fits(room: Room) -> bool:
        sheet = _sheet(report, language, address, room)
        sheet.pdf()
        return sheet.pages == 1

    return _sheet(report, language, address, fitted(fits)).pdf()


def _sheet(report: Report, language: Language, address: str, room: Room) -> Sheet:
    # The library of PDFs is slow to load, and most visitors want none.
    from nahbar.campaigns import Sheet

    say = language.message
    title = say(msg("What did {month:raw} earn?", month=language.date(report.period.middle, "LLLL yyyy")))
    sheet = Sheet(title, report.brand, language.code, say(_foot(report)), tight=True)
    sheet.add("over", report.brand)
    sheet.add("title", title)
    sheet.add("text", say(saying.headline(report, language)))
    if report.partial:
        sheet.add("text", say(PARTIAL))
    _list(sheet, language, address, DID, list(saying.done_words(report))[: room.points], saying.NOTHING_DONE)
    _earned(sheet, language, address, report, room)
    _learned(sheet, language, address, report, room)
    _list(sheet, language, address, UNTOLD, report.untold[: room.points], saying.NOTHING_UNTOLD)
    _list(sheet, language, address, NEXT, report.next[: room.points], saying.NOTHING_NEXT)
    sheet.space(2)
    gone = [say(one) for one in left_out(report, room)]
    if gone:
        sheet.add(
            "over",
            say(
                msg("Left out to fit on one page: {parts:raw}. The report on screen has it all.", parts=", ".join(gone))
            ),
        )
    sheet.add("over", say(saying.foot(report)))
    if not address:
        sheet.add("over", say(NO_ADDRESS))
    return sheet


DID, EARNED, LEARNED = msg("What we did"), msg("What it earned"), msg("What we learned")
UNTOLD, NEXT = msg("What we cannot tell"), msg("What to try next")
PARTIAL = msg("The month is not over: the figures go up to today, and the month before is compared by the day.")
NO_ADDRESS = msg(
    "The figures have no links here, because nobody has told nahbar at which address it is reached (web.address)."
)


def _foot(report: Report) -> Message:
    """Return the line below every page; names longer than it are cut."""
    return msg("{brand:raw} · {day:date}", brand=report.brand[:LONGEST_BRAND], day=report.made_at // SECONDS_A_DAY)


def _list(
    sheet: Sheet, language: Language, address: str, title: Message, told: Sequence[Told], nothing: Message
) -> None:
    sheet.add("heading", language.message(title))
    for one in told:
        sheet.add("point", language.message(one.said), address + one.path if address and one.path else "")
    if not told:
        sheet.add("text", language.message(nothing))


def _earned(sheet: Sheet, language: Language, address: str, report: Report, room: Room) -> None:
    say, period = language.message, report.period
    sheet.add("heading", say(EARNED))
    if period.empty:
        sheet.add("text", say(saying.NOTHING_CAME))
        return
    _figures(sheet, language, address, report)
    for one in period.others:
        sheet.add("text", say(saying.beside(one, language)))
    if room.counts:
        _drawn(sheet, language, picture.COUNTS, picture.count_marks(period, language))
    _drawn(sheet, language, picture.CREATORS, picture.creator_marks(period)[: room.drawn])
    sheet.space(1)
    sheet.add("text", say(CREDIT))
    _table(sheet, language, address, report, "creator", period.creators[: room.creators])
    if any(one.name for one in period.campaigns):
        # Without a campaign that is known, the only line would say the figures above once more.
        _table(sheet, language, address, report, "campaign", period.campaigns[: room.campaigns])
    _credit(sheet, language, address, report, room)


def _figures(sheet: Sheet, language: Language, address: str, report: Report) -> None:
    period, rows, links = report.period, [], []
    for one in period.figures.values():
        value = saying.amount(one, one.now.value, period.currency, language)
        bounds = saying.range_of(one.unit, one.now.low, one.now.high, period.currency, language)
        before = saying.amount(one, one.before.value, period.currency, language)
        rows.append((language.message(one.title), language.message(one.said), before, f"{value} ({bounds})"))
        page = rows_path(one.name, period.middle)
        links.append(address + page if address else "")
    heads = [msg("Figure"), msg("Against the month before"), msg("Month before"), msg("This month (95%)")]
    sheet.table([language.message(one) for one in heads], rows, (0.215, 0.39, 0.1, 0.295), 2, links)


def _drawn(sheet: Sheet, language: Language, title: Message, marks: Sequence[picture.Mark]) -> None:
    if not marks:
        return
    sheet.add("heading", language.message(title))
    surface = PaperSurface(sheet.look.width, picture.height_of(marks, ROW))
    picture.draw_marks(surface, language, marks, sheet.look.width, tall=ROW)
    sheet.drawing(surface.drawing)


def _table(sheet: Sheet, language: Language, address: str, report: Report, by: str, lines: Sequence[Line]) -> None:
    if not lines:
        return
    titles = [report.period.figures[name].title for name in COLUMNS]
    rows = [(one.label or language.message(NAMELESS[by]), *_cells(one, report, language)) for one in lines]
    heads = [language.message(one) for one in (HEADS[by], *titles)]
    links = [address + rows_path("deals", report.period.middle, by, one.name) if address else "" for one in lines]
    sheet.space(1)
    sheet.table(heads, rows, (0.28, 0.22, 0.18, 0.32), len(COLUMNS), links)


def _cells(one: Line, report: Report, language: Language) -> Iterable[str]:
    for name in COLUMNS:
        unit = MONEY if name == "revenue" else COUNT
        found, currency = one.figures[name], report.period.currency
        value = saying.amount_of(unit, found.value, currency, language)
        yield f"{value} ({saying.range_of(unit, found.low, found.high, currency, language)})"


def _credit(sheet: Sheet, language: Language, address: str, report: Report, room: Room) -> None:
    say = language.message
    sheet.add("heading", say(msg("Credit by channel, in deals: credit, not cause")))
    if report.no_credit is not None:
        sheet.add("text", say(report.no_credit))
        return
    heads = [msg("Channel"), msg("Markov (95%)"), msg("Least and most of seven models")]
    number = language.number
    rows = [
        (one.channel, f"{number(one.deals, 1)} ({number(one.low, 1)} – {number(one.high, 1)})",
         f"{number(one.least, 1)} – {number(one.most, 1)}") for one in report.credit[: room.channels]
    ]  # fmt: skip
    links = [address + saying.credit_path(report.period) if address else ""] * len(rows)
    sheet.table([say(one) for one in heads], rows, (0.3, 0.28, 0.42), 2, links)


def _learned(sheet: Sheet, language: Language, address: str, report: Report, room: Room) -> None:
    told = [*(report.learned if room.decided or not report.experiments else ()), *experiments_told(report)]
    _list(sheet, language, address, LEARNED, told[: room.points], saying.NOTHING_LEARNED)
    if not report.experiments:
        sheet.add("text", language.message(saying.NO_EXPERIMENTS))
