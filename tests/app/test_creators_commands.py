"""`nahbar creators ...`: the shapes that scripts outside the project rely on."""

from __future__ import annotations

import json
import math
import re

import pytest

from nahbar.creators.contracts import VERDICTS
from tests.command_line import strict_json
from tests.creators.tables import CREATORS, follower_rows, write_table

REPORT = {"creator", "engagement", "authenticity", "audience", "paid", "disclosure", "missing"}
RATE = {"rate", "interval", "percentile_in_size", "expected", "posts_used"}
SIGN = {"sign", "strength", "evidence", "innocent", "coverage"}
PROBABILITIES = {"bought_followers", "bought_engagement", "comment_ring"}
AUDIT = {"n", "share_fake", "interval", "level", "accounts", "method", "audited", "fits", "same_odds"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def in_order(interval, value=None):
    low, high = interval
    assert low <= high
    if value is not None:
        assert low <= value <= high


def check_engagement(engagement):
    assert {"by_followers", "by_views", "trend"} <= set(engagement)
    for rate in (engagement["by_followers"], engagement["by_views"]):
        if rate is not None:
            assert set(rate) >= RATE
            in_order(rate["interval"], rate["rate"])
            assert rate["percentile_in_size"] is None or 0 <= rate["percentile_in_size"] <= 1
            assert rate["posts_used"] > 0
    if engagement["trend"] is not None:
        in_order(engagement["trend"]["interval"], engagement["trend"]["change_per_30_days"])


def check_authenticity(found):
    assert found["verdict"] in VERDICTS
    assert set(found["probability"]) == PROBABILITIES
    assert all(value is None or 0 <= value <= 1 for value in found["probability"].values())
    for sign in found["signs"]:
        assert set(sign) >= SIGN
        assert math.isfinite(sign["strength"])
        assert sign["evidence"]
        assert isinstance(sign["coverage"], str)
        assert all(isinstance(sentence, str) for sentence in sign["innocent"])
        days = [day for evidence in sign["evidence"] for day in evidence["rows"].get("day", [])]
        assert all(DAY.fullmatch(day) for day in days)


def check_audience(audience):
    assert {"languages", "loyal_share", "silent_share", "topics"} <= set(audience)
    for estimate in (audience["loyal_share"], audience["silent_share"]):
        if estimate is not None:
            in_order(estimate["interval"], estimate["value"])
    for one in audience["languages"]:
        in_order(one["interval"], one["share"])


def check_report(report):
    assert set(report) >= REPORT
    assert {"platform", "handle", "followers"} <= set(report["creator"])
    seen = report["creator"]["observed_at"]
    assert seen is None or MOMENT.fullmatch(seen)
    check_engagement(report["engagement"])
    check_authenticity(report["authenticity"])
    check_audience(report["audience"])
    if report["paid"] is not None:
        assert {"share", "interval", "posts"} <= set(report["paid"])
        in_order(report["paid"]["interval"], report["paid"]["share"])
        assert all(MOMENT.fullmatch(period["start"]) for period in report["paid"]["periods"])
    assert {"checked", "findings"} <= set(report["disclosure"])
    assert all(isinstance(sentence, str) for sentence in report["missing"])


def test_a_report_has_its_shape(nb, filled):
    report = nb("creators", "vet", "instagram/lese.fuchs", "--json").json
    check_report(report)
    assert report["engagement"]["by_followers"]["posts_used"] > 10


def test_vet_all_prints_one_report_a_line(nb, filled):
    lines = nb("creators", "vet", "--all", "--json").out.splitlines()
    reports = [strict_json(line) for line in lines]
    for report in reports:
        check_report(report)
    assert len({report["creator"]["handle"] for report in reports}) == len(CREATORS)


def test_one_report_and_the_line_of_all_say_the_same(nb, filled):
    lines = nb("creators", "vet", "--all", "--json").out.splitlines()
    alone = nb("creators", "vet", "instagram/buchbert", "--json").json
    assert alone["authenticity"] in [strict_json(line)["authenticity"] for line in lines]


def test_reports_of_the_sample_have_their_shape(nb, tmp_path):
    assert nb("demo", tmp_path / "demo", "--no-serve", "--json").json["made"] is True
    reports = [
        strict_json(line)
        for line in nb("creators", "vet", "--all", "--json", "--workspace", tmp_path / "demo").out.splitlines()
    ]
    for report in reports:
        check_report(report)
    said = json.dumps(reports)
    assert "audited followers look fake" in said
    assert re.search(r"daily follower counts from 20\d\d-\d\d-\d\d to 20\d\d-", said)
    again = nb("demo", tmp_path / "demo", "--no-serve", "--json").json
    assert again["made"] is False


def test_vetting_as_text_says_the_verdict_first(nb, filled):
    done = nb("creators", "vet", "instagram/lese.fuchs")
    assert done.code == 0
    assert done.out.split("\n")[0].split(": ")[1] in VERDICTS


def test_vet_all_as_text_counts_the_verdicts(nb, filled):
    counts = [line.split()[-1] for line in nb("creators", "vet", "--all").out.splitlines()]
    assert sum(map(int, counts)) == len(CREATORS)


@pytest.mark.parametrize(
    "args", [("vet", "instagram/lesefuchs"), ("show", "instagram/lesefuchs"), ("vet", "lese.fuchs")]
)
def test_an_unknown_creator_is_answered_with_near_matches(nb, filled, args):
    done = nb("creators", *args, "--json")
    assert (done.code, done.error["kind"]) == (3, "unknown-creator")
    assert "instagram/Lese.Fuchs" in done.error["remedy"]


@pytest.mark.parametrize("name", ["", "/", "no platform!/x", "instagram/", "🦊", "a" * 5_000])
def test_whatever_is_no_name_is_not_found(nb, filled, name):
    assert nb("creators", "vet", name, "--json").code == 3
    assert nb("creators", "show", name).err.count("\n") == 1


@pytest.mark.parametrize("name", ["ig/@Lese.Fuchs", "Instagram/LESE.FUCHS"])
def test_a_creator_is_found_under_other_spellings(nb, filled, name):
    assert nb("creators", "show", name, "--json").json["handle"] == "Lese.Fuchs"


def test_vet_needs_one_name_or_all(nb, filled):
    for args in ((), ("instagram/lese.fuchs", "--all")):
        assert nb("creators", "vet", *args, "--json").code == 2


def test_the_list_is_filtered_and_sorted(nb, filled):
    nb("creators", "vet", "--all")
    by_followers = nb("creators", "list", "--json", "--sort", "followers").json
    followers = [one["followers"] for one in by_followers["creators"]]
    assert followers == sorted(followers)
    assert nb("creators", "list", "--json", "--platform", "IG").json["total"] == 2
    verdicts = {one["verdict"] for one in by_followers["creators"]}
    assert verdicts <= set(VERDICTS)
    for verdict in verdicts:
        found = nb("creators", "list", "--json", "--verdict", verdict).json["creators"]
        assert {one["verdict"] for one in found} == {verdict}
    assert nb("creators", "list", "--json", "--verdict", "none").json["total"] == 0


@pytest.mark.parametrize(("option", "value"), [("--sort", "nothing"), ("--verdict", "guilty"), ("--limit", "0")])
def test_a_list_by_what_does_not_exist_is_refused(nb, filled, option, value):
    done = nb("creators", "list", option, value, "--json")
    assert (done.code, bool(done.error["remedy"])) == (2, True)


def test_an_empty_list_is_a_list(nb, empty):
    assert nb("creators", "list", "--json").json == {"total": 0, "creators": []}
    assert nb("creators", "imports", "--json").json == []
    assert nb("creators", "vet", "--all", "--json").out == ""


@pytest.mark.parametrize("import_id", ["99", "abc"])
def test_only_an_import_that_exists_is_undone(nb, filled, import_id):
    assert nb("creators", "undo-import", import_id, "--json").code == (3 if import_id == "99" else 2)


def profiles(n):
    return [
        {"follower": f"f{k}", "posts": k % 40, "following": 50 + 97 * k % 900, "followers": 7 * k % 500,
         "has_picture": int(k % 3 > 0), "is_private": k % 2, "username_length": 5 + k % 9, "username_digits": k % 4}
        for k in range(n)
    ]  # fmt: skip


def check_audit(audit, n, audited=0):
    assert set(audit) >= AUDIT
    assert (audit["n"], audit["audited"], audit["level"]) == (n, audited, 0.95)
    in_order(audit["interval"], audit["share_fake"])
    assert audit["interval"][0] >= 0
    assert audit["interval"][1] <= 1
    assert len(audit["accounts"]) == n
    for account in audit["accounts"]:
        assert set(account) >= {"follower", "probability", "reasons"}
        assert 0 <= account["probability"] <= 1


def test_an_audit_has_its_shape(nb, tmp_path):
    path = write_table(tmp_path / "f.csv", profiles(60))
    audit = nb("creators", "audit-followers", path, "--json").json
    check_audit(audit, 60)
    assert [one["follower"] for one in audit["accounts"]] == [f"f{k}" for k in range(60)]


def test_an_audit_takes_a_checked_sample(nb, tmp_path):
    path = write_table(tmp_path / "f.csv", profiles(60))
    checked = write_table(tmp_path / "a.csv", [{"follower": f"f{k}", "is_fake": k % 2} for k in range(10)])
    audit = nb("creators", "audit-followers", path, "--audited", checked, "--json").json
    check_audit(audit, 60, audited=10)
    assert [one["probability"] for one in audit["accounts"][:4]] == [0, 1, 0, 1]


def test_followers_of_a_list_here_are_marked_from_a_file(nb, filled, tmp_path):
    rows = write_table(tmp_path / "f.csv", follower_rows("instagram", "lese.fuchs", 60))
    assert nb("import", "followers", rows).code == 0
    checked = [{"follower": f"leserin_{k}", "is_fake": int(k % 4 == 0)} for k in range(20)]
    done = nb("creators", "mark-followers", "instagram/lese.fuchs", write_table(tmp_path / "a.csv", checked), "--json")
    assert (done.json["marked"], done.json["fake"], done.json["followers_audit"]["checked"]) == (20, 5, 20)
    report = nb("creators", "vet", "instagram/lese.fuchs", "--json").json
    assert report["followers_audit"] == done.json["followers_audit"]


def test_missing_columns_widen_the_interval(nb, tmp_path):
    whole = nb("creators", "audit-followers", write_table(tmp_path / "f.csv", profiles(60)), "--json").json
    few = [{"follower": one["follower"], "is_private": one["is_private"]} for one in profiles(60)]
    less = nb("creators", "audit-followers", write_table(tmp_path / "g.csv", few), "--json").json
    check_audit(less, 60)
    assert less["interval"][1] - less["interval"][0] > whole["interval"][1] - whole["interval"][0]


def test_a_list_without_names_is_audited_by_row(nb, tmp_path):
    nameless = [{name: value for name, value in one.items() if name != "follower"} for one in profiles(5)]
    audit = nb("creators", "audit-followers", write_table(tmp_path / "f.csv", nameless), "--json").json
    check_audit(audit, 5)
    assert [one["follower"] for one in audit["accounts"]] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("checked", "kind"),
    [
        ([{"follower": "stranger", "is_fake": 1}], "unknown-follower"),
        ([{"follower": "f1", "is_fake": "perhaps"}], "refused-row"),
        ([{"follower": "f1", "is_fake": 1}, {"follower": "f1", "is_fake": 0}], "refused-row"),
        ([{"follower": "f1", "fake": 1}], "missing-columns"),
    ],
)
def test_a_checked_sample_that_cannot_be_used_is_refused(nb, tmp_path, checked, kind):
    path = write_table(tmp_path / "f.csv", profiles(5))
    sample = write_table(tmp_path / "a.csv", checked)
    done = nb("creators", "audit-followers", path, "--audited", sample, "--json")
    assert (done.code, done.error["kind"]) == (2, kind)


@pytest.mark.parametrize(
    "content", ["", "reach,paid\n1,0\n", "follower,posts\n", "follower,posts\n,\n", "follower,posts\na,viele\n"]
)
def test_a_list_that_cannot_be_audited_says_why(nb, tmp_path, content):
    path = tmp_path / "f.csv"
    path.write_text(content)
    done = nb("creators", "audit-followers", path, "--json")
    assert (done.code, "f.csv" in done.error["message"]) == (2, True)


def test_an_audit_as_text_gives_the_interval(nb, tmp_path):
    done = nb("creators", "audit-followers", write_table(tmp_path / "f.csv", profiles(20)))
    assert re.match(r"[\d.]+% fake \([\d.]+% to [\d.]+%\), n = 20\n", done.out)


def test_disclosure_gives_one_entry_a_post(nb, tmp_path):
    rows = [{"post_id": "p1", "text": "#ad | Neue Schuhe", "compensated": "yes"}, {"post_id": "p2", "text": "Sonntag"}]
    file = write_table(tmp_path / "posts.jsonl", rows)
    first, second = strict_json(nb("creators", "disclosure", file, "--json").out)
    assert {"post_id", "commercial", "label", "verdict", "rules"} <= set(first)
    assert (first["post_id"], first["verdict"]) == ("p1", "insufficient")
    assert first["label"] == {"text": "#ad", "start": 0, "end": 3}
    assert {"id", "text", "source"} <= set(first["rules"][0])
    assert (second["verdict"], second["label"]) == ("not needed", None)


def test_disclosure_knows_the_law(nb, tmp_path):
    file = write_table(tmp_path / "posts.csv", [{"text": "#ad | New shoes"}])
    (post,) = strict_json(nb("creators", "disclosure", file, "--law", "us", "--json").out)
    assert post["verdict"] == "labelled"


def test_disclosure_of_a_bad_cell_is_a_wrong_input(nb, tmp_path):
    file = write_table(tmp_path / "posts.csv", [{"text": "x", "compensated": "maybe"}])
    assert nb("creators", "disclosure", file, "--json").code == 2
