"""Whom it helps, and many small experiments together: told where the data tell it, refused where they do not."""

from __future__ import annotations

import numpy as np
import pytest

from nahbar.kernel.errors import BadInput
from nahbar.measure.qini import qini_interval
from nahbar.worth.experiments import designs, who
from nahbar.worth.experiments.contracts import Design
from nahbar.worth.experiments.designs import redrawn_words, staggered_file, switchback_file
from nahbar.worth.experiments.pooling import pool_file
from nahbar.worth.experiments.service import analyse_file
from nahbar.worth.experiments.who import who_should
from tests.command_line import CommandLine

POOL = "experiment,lift,low,high\na,0.04,0.01,0.07\nb,0.05,0.00,0.10\nc,0.03,0.01,0.05\nd,0.06,0.02,0.10\n"
DESIGN = Design("arm", "none", ("bought",), ("age",))


@pytest.fixture
def table(tmp_path, monkeypatch):
    """1,500 people; the card helps young people in the city, or nobody in particular."""
    monkeypatch.setattr(who, "qini_interval", lambda *given, **more: qini_interval(*given, draws=100, **more))

    def write(helps):
        rng = np.random.default_rng(21)
        age, city, card = rng.normal(size=1500), rng.random(1500) < 0.5, rng.random(1500) < 0.5
        lift = np.where((age < 0) & city, 0.5, 0.0) if helps else 0.12
        bought = rng.random(1500) < 0.2 + lift * card
        lines = [
            f"{'card' if c else 'none'},{int(b)},{a:.3f},{'city' if p else 'village'}"
            for c, b, a, p in zip(card, bought, age, city, strict=True)
        ]
        path = tmp_path / "people.csv"
        path.write_text("\n".join(["arm,bought,age,place", *lines]) + "\n")
        return path

    return write


def test_whom_it_helps_is_told_and_the_upper_parts_gain_more(table):
    found = who_should(table(True), DESIGN, None, ("place",))
    assert found.useful
    assert found.parts[0].lift > found.parts[-1].lift + 0.2
    assert sum(one.people for one in found.parts) == len(found.score) == 1500


def test_models_and_draws_are_told_as_they_are_done(table):
    told: list[int] = []
    who_should(table(False), DESIGN, None, steps=lambda done, total: told.append(done))
    assert told == [*range(1, who.MODELS + 1), *range(who.MODELS + 1, who.MODELS + 101)]


def test_an_effect_that_is_alike_for_all_is_refused(table):
    found = who_should(table(False), DESIGN, None, ("place",))
    assert not found.useful
    assert "Cannot tell who" in found.said.render()


def test_refused_scores_are_not_written(table, tmp_path, monkeypatch, capsys):
    nb, out = CommandLine(monkeypatch, capsys), tmp_path / "scores.csv"
    given = ("--assignment", "arm", "--control", "none", "--outcome", "bought", "--covariate", "age", "--out", out)
    told = nb("worth", "experiments", "who", table(False), *given, "--json")
    assert (told.code, told.json["useful"], out.exists()) == (1, False, False)
    assert nb("worth", "experiments", "who", table(True), *given, "--category", "place").code == 0
    assert len(out.read_text().splitlines()) == 1501


@pytest.mark.parametrize(
    ("design", "arm", "said"),
    [
        (Design("arm", "none", ("age",), ()), None, "not yes or no"),
        (Design("arm", "none", ("bought",), ()), None, "nothing to tell people apart"),
        (DESIGN, "letter", "--arm: card"),
    ],
)
def test_what_cannot_be_told_says_why(table, design, arm, said):
    with pytest.raises(BadInput) as caught:
        who_should(table(True), design, arm)
    assert said in caught.value.one_line()


def test_small_experiments_say_more_together(tmp_path, monkeypatch, capsys):
    path = tmp_path / "pool.csv"
    path.write_text(POOL)
    found = pool_file(path)
    assert 0 < found.pooled.interval[0] < found.pooled.mean < 0.05
    assert "On average over 4 experiments" in found.said.render()
    told = CommandLine(monkeypatch, capsys)("worth", "experiments", "pool", path, "--json").json
    assert [one["experiment"] for one in told["experiments"]] == ["a", "b", "c", "d"]
    assert told["tau"] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("experiment,lift,low,high\na,1,0,2\nb,1,0,2\n", "at least 3"),
        (POOL.replace("0.00", "0.20"), "Row 2"),
        (POOL.replace("0.00", ""), "Row 2"),
        (POOL.replace("lift", "effect"), "no column “lift”"),
    ],
)
def test_a_table_that_cannot_be_pooled_says_why(tmp_path, text, said):
    path = tmp_path / "pool.csv"
    path.write_text(text)
    with pytest.raises(BadInput) as caught:
        pool_file(path)
    assert said in caught.value.one_line()


def test_bounded_outcomes_have_an_interval_without_large_numbers(table):
    path = table(True)
    lift = analyse_file(path, Design("arm", "none", ("bought",), bounded=(0.0, 1.0))).lifts[0]
    low, high = lift.exact_interval
    assert low < lift.absolute < high
    assert high - low > lift.interval[1] - lift.interval[0]
    with pytest.raises(BadInput, match="leaves the bounds"):
        analyse_file(path, Design("arm", "none", ("age",), bounded=(0.0, 1.0)))
    with pytest.raises(BadInput, match="single people"):
        analyse_file(path, Design("arm", "none", ("bought/age",), bounded=(0.0, 1.0)))


WEEKS = [
    f"{day},{'post' if (day + day // 2) % 2 else 'none'},w{day // 2},{10 + 5 * ((day + day // 2) % 2) + day % 3 / 10}"
    for day in range(24)
]


def test_a_switchback_is_told_by_redrawing_its_lots(tmp_path, monkeypatch, capsys):
    path = tmp_path / "days.csv"
    path.write_text("\n".join(["day,arm,week,leads", *WEEKS]) + "\n")
    given = ("--outcome", "leads", "--assignment", "arm", "--control", "none", "--block", "week")
    told = CommandLine(monkeypatch, capsys)("worth", "experiments", "switchback", path, *given, "--json").json
    assert told["effect"] == pytest.approx(5.0, abs=0.2)
    assert told["p"] < 0.01
    assert told["said"].startswith("The effect is 5")
    path.write_text("\n".join(["day,arm,week,leads", *WEEKS[:4]]) + "\n")
    assert (
        "more outcomes will not help" in redrawn_words(switchback_file(path, ("leads", "arm", "week"), "none")).render()
    )
    with pytest.raises(BadInput, match="two arms"):
        switchback_file(path, ("leads", "arm", "week"), "nobody")


def test_creators_who_start_one_after_the_other_are_compared_with_those_who_wait(tmp_path, monkeypatch, capsys):
    rows = [
        f"c{unit},{week},{[3, 4, 5, ''][unit % 4]},{unit * 10 + week + 4 * (unit % 4 < 3 and week >= 3 + unit % 4)}"
        for unit in range(12)
        for week in range(7)
    ]
    monkeypatch.setattr(designs, "DRAWS", 499)
    path = tmp_path / "creators.csv"
    path.write_text("\n".join(["creator,week,start,leads", *rows]) + "\n")
    given = ("--outcome", "leads", "--unit", "creator", "--period", "week", "--start", "start")
    told = CommandLine(monkeypatch, capsys)("worth", "experiments", "staggered", path, *given, "--json").json
    assert told["effect"] == pytest.approx(4.0)
    assert told["p"] < 0.01
    path.write_text("\n".join(["creator,week,start,leads", *rows[:-1]]) + "\n")
    with pytest.raises(BadInput, match="every period"):
        staggered_file(path, ("leads", "creator", "week", "start"))
