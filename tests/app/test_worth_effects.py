"""Effects that experiments measured, beside the credit: the file, the command, the gap."""

from __future__ import annotations

import pytest

from nahbar.kernel.errors import BadInput
from nahbar.worth.attribution.contracts import Options
from nahbar.worth.attribution.effects import calibrated, read_effects
from nahbar.worth.attribution.service import attribute_file
from tests.worth.worlds import SHOP, write_paths


def write(tmp_path, text):
    path = tmp_path / "effects.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def found(tmp_path):
    rows = [(steps, 100 * yes, 100 * no, value) for steps, yes, no, value in SHOP]
    return attribute_file(write_paths(tmp_path / "p.csv", rows), Options())


def test_the_gap_is_credit_without_effect(tmp_path, found):
    effects = read_effects(write(tmp_path, "channel;effect;low;high\nnewsletter;100,5;80;121\n"))
    done = calibrated(found, effects)
    newsletter = next(one for one in done.splits if one.channel == "newsletter")
    assert newsletter.measured == effects["newsletter"]
    assert newsletter.gap == pytest.approx(newsletter.credit - newsletter.effect)
    assert newsletter.effect == pytest.approx(100, abs=10)
    assert sum(one.effect for one in done.splits) + done.untouched == pytest.approx(found.conversions)


def test_channels_that_are_not_in_the_paths_are_named(tmp_path, found):
    effects = read_effects(write(tmp_path, "channel,effect,low,high\ntiktok,50,20,80\nradio,9,1,20\n"))
    assert "radio" in calibrated(found, effects).notes[0].render()


@pytest.mark.parametrize("line", ["newsletter,90000,80000,100000", "newsletter,-900,-990,-810"])
def test_an_effect_that_is_not_followed_is_named(tmp_path, found, line):
    effects = read_effects(write(tmp_path, f"channel,effect,low,high\n{line}\n"))
    said = [one.render() for one in calibrated(found, effects).notes]
    assert any("Not followed" in one and "newsletter" in one for one in said)


def test_an_effect_that_is_followed_is_not_warned_of(tmp_path, found):
    effects = read_effects(write(tmp_path, "channel,effect,low,high\nnewsletter,100,80,120\n"))
    assert not any("Not followed" in one.render() for one in calibrated(found, effects).notes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("channel,effect\na,1\n", "needs the columns"),
        ("channel,effect,low,high\na,1,,3\n", "must all be there"),
        ("channel,effect,low,high\na,5,1,3\n", "must lie between"),
        ("channel,effect,low,high\na,2,1,3\na,2,1,3\n", "stands here twice"),
        ("channel,effect,low,high\na,two,1,3\n", "not a number"),
    ],
)
def test_an_effect_that_cannot_be_read_is_refused(tmp_path, text, said):
    with pytest.raises(BadInput) as caught:
        read_effects(write(tmp_path, text))
    assert said in caught.value.message.render()
    # The same stands on a page, where nobody runs a command.
    assert "command" not in caught.value.remedy.render()


def test_the_command_shows_credit_and_effect_apart(nb, tmp_path):
    paths = write_paths(tmp_path / "p.csv", SHOP)
    effects = write(tmp_path, "channel,effect,low,high\nnewsletter,3,1,5\n")
    answer = nb("worth", "attribution", "--paths", paths, "--effects", effects, "--json").json
    given = {one["channel"]: one for one in answer["calibrated"]["channels"]}
    assert given["newsletter"]["measured"] == {"effect": 3.0, "low": 1.0, "high": 5.0}
    assert given["tiktok"]["measured"] is None
    assert "needed no touch" in nb("worth", "attribution", "--paths", paths, "--effects", effects).out
