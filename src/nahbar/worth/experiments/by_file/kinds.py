"""The designs that are read from a table: their questions, their roles, and how many rows a page can take."""

from __future__ import annotations

from nahbar.kernel.messages import msg
from nahbar.worth.experiments.by_file.contracts import COLUMNS, NUMBER, VALUE, Kind, Role

WHO, SWITCHBACK, STAGGERED, POOL = "who", "switchback", "staggered", "pool"

COUNTS = msg("What counts")
LOTS = msg("Lots drawn again")
# Lots are drawn again 4,999 times: 400 periods take about half a second. For staggered starts 1,000 rows take about 13
# seconds at worst, and 50,000 people take about 7. One table is worked on at a time, so the next one waits that long.
MOST = {WHO: 50_000, SWITCHBACK: 400, STAGGERED: 1_000, POOL: 1_000}

_WHO = Kind(
    WHO,
    msg("Who should get it?"),
    msg("A row a person: the arm that the lot gave them, yes or no for what counts, and what was known before."),
    msg(
        "In each arm a logistic regression learns who says yes; each person is scored by models that have not seen "
        "them. Qini's coefficient says how much better the scores choose than the lot: 0 is the lot, 1 is perfect. Its "
        "interval draws the people again 500 times. Where it covers 0, the scores are refused."
    ),
    (
        Role(
            "control", msg("Who did not get it?"), msg("The column of the lot, and its value for those without"), VALUE
        ),
        Role("arm", msg("Which arm is it about?"), msg("Only where there are several"), VALUE, required=False),
        Role("outcome", COUNTS, msg("A column of yes and no, or 1 and 0")),
        Role(
            "covariates",
            msg("Figures from before the start"),
            msg("Only what was known before. What came after would mix the effect into its causes."),
            COLUMNS,
            required=False,
        ),
        Role("categories", msg("Names from before the start"), msg("A place, a channel"), COLUMNS, required=False),
    ),
    MOST[WHO],
    "nahbar worth experiments who FILE",
    msg("Models fitted and people drawn again"),
)
_SWITCHBACK = Kind(
    SWITCHBACK,
    msg("Does more happen while it runs?"),
    msg(
        "A row a period, such as a day, in order of time: whether it ran, within which block that was drawn, a figure."
    ),
    msg(
        "The lots are drawn again within each block. Under no effect every other draw would have shown the same "
        "figures; the interval holds the effects that are not rejected. Outcomes need no particular distribution."
    ),
    (
        Role("control", msg("When did it not run?"), msg("The column of the lot, and its value for without"), VALUE),
        Role("outcome", COUNTS, msg("A column of figures, such as inquiries a day")),
        Role("block", msg("Within what were the lots drawn?"), msg("The column of blocks: a week, a pair of days")),
        Role(
            "burn",
            msg("Periods to leave out after a switch"),
            msg("Where what was before still works on; 0 takes all"),
            NUMBER,
            required=False,
        ),
    ),
    MOST[SWITCHBACK],
    "nahbar worth experiments switchback FILE",
    LOTS,
)
_STAGGERED = Kind(
    STAGGERED,
    msg("What changes once a creator starts?"),
    msg("A row for each creator and period, with a figure and the creator's first period. Who starts when was drawn."),
    msg(
        "What changes for a creator after the start is set against those that still wait. The order of starting is "
        "drawn again among the creators; the interval holds the effects that are not rejected."
    ),
    (
        Role("unit", msg("Who starts?"), msg("The column of creators")),
        Role("period", msg("The period"), msg("A column of whole numbers: week 1, 2, 3")),
        Role("start", msg("The first period with it"), msg("The same in all rows of a creator; empty means never")),
        Role("outcome", COUNTS, msg("A column of figures, such as inquiries a week")),
    ),
    MOST[STAGGERED],
    "nahbar worth experiments staggered FILE",
    LOTS,
)
_POOL = Kind(
    POOL,
    msg("What do many small experiments say together?"),
    msg("A row an experiment: its name, its lift, and the ends of its 95% interval for one look. At least three."),
    msg(
        "A random-effects model tells the average, how much lifts differ between experiments, and where the next one "
        "would lie. Each experiment is drawn towards the average by as much as it is uncertain."
    ),
    (
        Role("experiment", msg("The experiment")),
        Role("lift", msg("Its lift")),
        Role("low", msg("The lower end of its interval")),
        Role("high", msg("The upper end of its interval")),
    ),
    MOST[POOL],
    "nahbar worth experiments pool FILE",
    None,
)
KINDS = {one.name: one for one in (_WHO, _SWITCHBACK, _STAGGERED, _POOL)}
