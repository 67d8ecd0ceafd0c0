"""Tables of experiments as they come: the same answer from every format, one clear error for what cannot be used."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from scipy import stats

from benchmarks.data import data_folder
from nahbar.kernel.errors import BadInput
from nahbar.worth.experiments.contracts import Design
from nahbar.worth.experiments.service import analyse_file
from tests.command_line import CommandLine

DESIGN = Design("arm", "none", ("bought", "spent"), ("before",))


@pytest.fixture(scope="module")
def rows():
    """400 people in two arms, households of four drawn as a whole, pairs of two."""
    rng = np.random.default_rng(7)
    house = np.arange(400) // 4
    arm = np.array(["none", "mail"])[np.arange(400) % 8 // 4]
    before = np.round(rng.gamma(2.0, 10.0, 400), 2)
    spent = np.round(before * 0.7 + 2.0 * (arm == "mail") + rng.gamma(2.0, 3.0, 100)[house], 2)
    bought = (spent > 20).astype(int)
    return [
        {
            "arm": a,
            "house": f"h{h}",
            "pair": f"p{k % 4 + 4 * (k // 8)}",
            "bought": int(b),
            "spent": float(s),
            "before": float(x),
        }
        for k, (a, h, b, s, x) in enumerate(zip(arm, house, bought, spent, before, strict=True))
    ]


def as_csv(rows, delimiter=",", **changes):
    lines = [list(rows[0])] + [[str(value) for value in row.values()] for row in rows]
    for name, value in changes.items():
        lines[3][lines[0].index(name)] = value
    return "\n".join(delimiter.join(line) for line in lines) + "\n"


@pytest.fixture
def write(tmp_path):
    def written(text, name="people.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def lifts(found):
    return [(one.arm, one.outcome, one.absolute, one.anytime_interval) for one in found.lifts]


def test_every_format_gives_the_same_answer(rows, write, tmp_path):
    plain = lifts(analyse_file(write(as_csv(rows)), DESIGN))
    parquet = tmp_path / "people.parquet"
    pq.write_table(pa.Table.from_pylist(rows), parquet)
    german = as_csv(rows, ";").replace(".", ",")
    others = [
        analyse_file(write(gzip.compress(as_csv(rows).encode()), "p.csv.gz"), DESIGN),
        analyse_file(write(german, "german.csv"), DESIGN),
        analyse_file(write("\n".join(json.dumps(row) for row in rows), "p.jsonl"), DESIGN),
        analyse_file(write(as_csv(rows).replace(",1,", ",yes,").replace(",0,", ",no,"), "words.csv"), DESIGN),
        analyse_file(parquet, DESIGN),
    ]
    for one in others:
        assert [(a, b, pytest.approx(c), pytest.approx(d)) for a, b, c, d in plain] == lifts(one)


def test_a_lift_of_single_people_is_welchs(rows, write):
    found = analyse_file(write(as_csv(rows)), Design("arm", "none", ("spent",)))
    mail, none = ([row["spent"] for row in rows if row["arm"] == arm] for arm in ("mail", "none"))
    reference = stats.ttest_ind(mail, none, equal_var=False).confidence_interval()
    assert found.lifts[0].interval == pytest.approx((reference.low, reference.high))
    assert [one.arm for one in found.arms] == ["none", "mail"]


def test_a_covariate_narrows_and_says_by_how_much(rows, write):
    plain = analyse_file(write(as_csv(rows)), Design("arm", "none", ("spent",))).lifts[0]
    found = analyse_file(write(as_csv(rows)), Design("arm", "none", ("spent",), ("before",))).lifts[0]
    assert found.variance_removed > 0.6
    assert found.covariates == ("before",)
    assert found.interval[1] - found.interval[0] < 0.65 * (plain.interval[1] - plain.interval[0])


def test_clusters_of_the_same_size_are_compared_by_their_means(rows, write):
    found = analyse_file(write(as_csv(rows)), Design("arm", "none", ("spent",), cluster="house"))
    means = {}
    for row in rows:
        means.setdefault((row["arm"], row["house"]), []).append(row["spent"])
    mail, none = ([np.mean(v) for (arm, _), v in means.items() if arm == wanted] for wanted in ("mail", "none"))
    reference = stats.ttest_ind(mail, none, equal_var=False).confidence_interval()
    assert found.lifts[0].interval == pytest.approx((reference.low, reference.high))
    assert (found.units, found.people, found.unit) == (100, 400, "cluster")
    assert found.mismatch.counts == {"none": 50, "mail": 50}


def test_a_ratio_is_linearised_and_in_clusters_too(rows, write):
    path = write(as_csv([row | {"orders": 1 + k % 3} for k, row in enumerate(rows)]))
    one, two = (
        analyse_file(path, Design("arm", "none", ("spent/orders",), cluster=cluster)).lifts[0]
        for cluster in (None, "house")
    )
    units = {"person": {}, "house": {}}
    for k, row in enumerate(rows):
        for unit, name in (("person", k), ("house", row["house"])):
            sums = units[unit].setdefault(row["arm"], {}).setdefault(name, [0.0, 0.0])
            sums[0] += row["spent"]
            sums[1] += 1 + k % 3
    for unit, found in (("person", one), ("house", two)):
        means, variance = [], 0.0
        for arm in ("mail", "none"):
            top, bottom = np.array(list(units[unit][arm].values())).T
            means.append(top.sum() / bottom.sum())
            variance += np.var((top - means[-1] * bottom) / bottom.mean(), ddof=1) / len(top)
        assert found.absolute == pytest.approx(means[0] - means[1])
        assert (found.interval[1] - found.interval[0]) / 2 == pytest.approx(1.98 * variance**0.5, rel=0.02)


def test_pairs_are_compared_within(rows, write):
    found = analyse_file(write(as_csv(rows)), Design("arm", "none", ("spent",), pair="pair"))
    pairs = {}
    for row in rows:
        pairs.setdefault(row["pair"], {})[row["arm"]] = row["spent"]
    apart = stats.ttest_1samp([one["mail"] - one["none"] for one in pairs.values()], 0.0).confidence_interval()
    assert found.lifts[0].interval == pytest.approx((apart.low, apart.high))
    assert (found.units, found.unit) == (200, "pair")


def test_more_columns_than_a_query_takes_meet_all_the_same(rows, write):
    more = [
        row | {f"x{k}": round(row["before"] * k + (k * n) % 7, 3) for k in range(1, 8)} for n, row in enumerate(rows)
    ]
    design = Design("arm", "none", ("spent", "bought"), ("x7", "x6", "x5", "x4", "x3", "x2", "x1", "before"))
    found = analyse_file(write(as_csv(more)), design).lifts[0]
    alone = analyse_file(write(as_csv(more)), Design("arm", "none", ("spent",), found.covariates)).lifts[0]
    assert found.absolute == pytest.approx(alone.absolute)
    assert found.interval == pytest.approx(alone.interval)


@pytest.mark.parametrize(
    ("design", "least", "most"),
    [
        (Design("arm", "none", ("spent",), planned=200), 1.15, 1.21),
        (Design("arm", "none", ("spent",), planned=200, open_ended=True), 1.5, 1.6),
        (Design("arm", "none", ("spent",)), 1.5, 1.61),
    ],
)
def test_the_interval_for_every_look_is_as_wide_as_promised(rows, write, design, least, most):
    one = analyse_file(write(as_csv(rows)), design).lifts[0]
    ratio = (one.anytime_interval[1] - one.anytime_interval[0]) / (one.interval[1] - one.interval[0])
    assert least < ratio < most


def test_wrong_sizes_of_arms_are_said_unless_they_were_wanted(rows, write):
    fewer = [row for k, row in enumerate(rows) if row["arm"] == "mail" or k % 3 == 0]
    path = write(as_csv(fewer))
    found = analyse_file(path, Design("arm", "none", ("spent",)))
    assert found.mismatch.doubtful
    assert "sizes" in found.notes[0].render()
    wanted = Design("arm", "none", ("spent",), shares={"none": 1.0, "mail": 3.0})
    assert not analyse_file(path, wanted).mismatch.doubtful


def test_nothing_that_varies_is_no_certainty(write):
    text = "arm,spent\n" + "none,0\nmail,0\n" * 20
    found = analyse_file(write(text.replace("spent", "worth").replace(",0", ",5")), Design("arm", "none", ("worth",)))
    assert found.lifts[0].interval is None
    assert not found.lifts[0].known


@pytest.mark.parametrize(
    ("changes", "design", "said"),
    [
        ({"spent": "much"}, DESIGN, "Row 3"),
        ({"spent": ""}, DESIGN, "Row 3"),
        ({"spent": "inf"}, DESIGN, "Row 3"),
        ({"arm": ""}, DESIGN, "Row 3"),
        ({}, Design("arm", "no one", ("spent",)), "mail, none"),
        ({}, Design("arm", "none", ("spend",)), "no column “spend”"),
        ({}, Design("house", "h0", ("spent",)), "hardly an assignment"),
        ({}, Design("arm", "none", ("spent",), ("spent",)), "twice"),
        ({"arm": "mail"}, Design("arm", "none", ("spent",), cluster="house"), "in two arms"),
        ({"pair": "p1"}, Design("arm", "none", ("spent",), pair="pair"), "p2"),
        ({"arm": "other"}, Design("arm", "none", ("spent",)), "fewer than two"),
        ({}, Design("arm", "none", ("spent",), shares={"none": 1.0}), "shares"),
        ({}, Design("arm", "none", ("spent/before",), pair="pair"), "within pairs"),
        ({}, Design("arm", "none", ("spent/orders",)), "no column “orders”"),
    ],
)
def test_what_cannot_be_analysed_says_where_and_why(rows, write, changes, design, said):
    with pytest.raises(BadInput) as caught:
        analyse_file(write(as_csv(rows, **changes)), design)
    assert said in caught.value.one_line()
    assert caught.value.exit_code == 2


def test_the_command_prints_the_names_that_were_agreed(rows, write, monkeypatch, capsys):
    columns = ("--assignment", "arm", "--control", "none", "--outcome", "spent", "--planned", "200")
    answer = CommandLine(monkeypatch, capsys)(
        "worth", "experiments", "analyse", write(as_csv(rows)), *columns, "--json"
    ).json
    assert {"arm", "outcome", "n", "mean", "interval", "anytime_interval"} <= set(answer["arms"][0])
    wanted = {"arm", "outcome", "absolute", "interval", "anytime_interval", "relative", "relative_interval"}
    assert wanted | {"variance_removed"} <= set(answer["lifts"][0])
    assert answer["mismatch"]["p"] == 1.0


def test_hillstroms_mails_lift_what_is_published():
    folder = data_folder()
    if folder is None:
        pytest.skip("the public data sets are not here")
    outcomes = ("visit", "conversion", "spend")
    found = analyse_file(folder / "experiments" / "hillstrom.csv.gz", Design("segment", "No E-Mail", outcomes))
    lifted = {(one.arm, one.outcome): one for one in found.lifts}
    women = [round(lifted["Womens E-Mail", outcome].absolute, 4) for outcome in outcomes]
    assert women == [0.0452, 0.0031, 0.4244]
    assert round(lifted["Mens E-Mail", "visit"].absolute, 4) == 0.0766
    assert all(one.known for one in found.lifts)


def test_groups_that_were_declared_are_compared_at_a_stricter_level(rows, write):
    placed = [row | {"place": "city" if k % 40 < 16 else "village"} for k, row in enumerate(rows)]
    path = write(as_csv(placed))
    found = analyse_file(path, Design("arm", "none", ("spent",), planned=200, group="place")).by_group[0]
    alone = write(as_csv([row for row in placed if row["place"] == "city"]), "city.csv")
    city = analyse_file(alone, Design("arm", "none", ("spent",), planned=80, level=0.975)).lifts[0]
    assert found.groups["city"].interval == pytest.approx(city.interval)
    assert found.groups["city"].anytime_interval == pytest.approx(city.anytime_interval)
    assert set(found.groups) == {"city", "village"}
    assert 0 <= found.differ_p <= 1
    with pytest.raises(BadInput, match="two to 10 groups"):
        analyse_file(path, Design("arm", "none", ("spent",), group="house"))


@pytest.mark.parametrize(
    ("names", "control"), [(("Mens E-Mail", "No E-Mail"), "No E-Mail"), (("b", "a"), "a"), (("karte", "ohne"), "ohne")]
)
def test_without_a_control_its_name_is_looked_for_and_said(write, rows, names, control):
    renamed = [{**row, "arm": names[row["arm"] == "none"]} for row in rows]
    found = analyse_file(write(as_csv(renamed)), replace(DESIGN, control=""))
    assert found.design.control == control == found.arms[0].arm
    assert any(control in note.render() for note in found.notes)


def test_a_column_that_is_there_twice_is_refused(write, rows):
    text = as_csv(rows).replace("spent", "bought", 1)
    with pytest.raises(BadInput, match="more than once"):
        analyse_file(write(text), replace(DESIGN, outcomes=("bought",)))


def test_a_figure_too_large_to_be_squared_is_refused(write, rows):
    with pytest.raises(BadInput, match="no figure"):
        analyse_file(write(as_csv(rows, spent="1e300")), DESIGN)


def test_a_mismatch_is_said_before_any_lift(write, rows, monkeypatch, capsys):
    text = as_csv([row for at, row in enumerate(rows) if row["arm"] == "none" or at % 3 == 0])
    told = CommandLine(monkeypatch, capsys)(
        *("worth", "experiments", "analyse", write(text), "--assignment", "arm", "--outcome", "spent")
    )
    assert told.out.startswith("The sizes of the arms do not fit")
    assert "in percent" in told.out
