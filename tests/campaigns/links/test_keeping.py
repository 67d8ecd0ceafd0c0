"""Links are added, imported by the thousand, edited with their history, and listed; on both engines."""

from __future__ import annotations

import pytest

from nahbar.campaigns.links.contracts import Target
from nahbar.campaigns.links.service.importing import import_links
from nahbar.campaigns.links.service.keeping import add_link, edit_link, pause_link
from nahbar.campaigns.links.service.looking import link_page, page_of_links
from nahbar.campaigns.links.wishes import fields_of
from nahbar.kernel.errors import BadInput, Conflict, NotFound
from tests.campaigns.links.visiting import ALICE, SHOP, make
from tests.conftest import both_engines

HEAD = "slug,target,creator,campaign,post,variant\n"


def counts(outcome):
    return (outcome.read, outcome.new, outcome.changed, outcome.same, outcome.refused)


@pytest.fixture
def table(tmp_path):
    def write(text, head=HEAD):
        path = tmp_path / "links.csv"
        path.write_text(head + text, encoding="utf-8")
        return path

    return write


@both_engines
def test_the_same_file_twice_changes_nothing(house, table):
    path = table("".join(f"s{k},{SHOP}/{k},instagram/c{k % 7},Spring,p{k},\n" for k in range(2_500)))
    assert counts(import_links(house, path, ALICE)) == (2_500, 2_500, 0, 0, 0)
    assert counts(import_links(house, path, ALICE)) == (2_500, 0, 0, 2_500, 0)
    shown = link_page(house, "s2499").link
    assert (shown.targets, shown.creator, shown.campaign, shown.post) == (
        (Target(f"{SHOP}/2499"),),
        "instagram/c0",
        "Spring",
        "p2499",
    )


@both_engines
def test_a_row_that_says_something_else_changes_the_link_with_its_history(house, table):
    import_links(house, table(f"a,{SHOP},,,,\nb,{SHOP},,,,\n"), ALICE)
    outcome = import_links(house, table(f"a,{SHOP}/new,,,,\nb,{SHOP},,,,\n"), "bob@example.org")
    assert counts(outcome) == (2, 0, 1, 1, 0)
    (change,) = link_page(house, "a").history
    assert (change.who, change.field, change.before, change.after) == (
        "bob@example.org",
        "targets",
        SHOP,
        f"{SHOP}/new",
    )


def test_rows_that_cannot_be_used_are_named_and_stop_nobody(house, table):
    text = f"a,{SHOP},,,,\na,{SHOP}/2,,,,\nb c,{SHOP},,,,\nd,http://127.0.0.1/,,,,\ne,{SHOP},anna,,,\nf,{SHOP},,x@y.example,,\n"
    outcome = import_links(house, table(text), ALICE)
    assert counts(outcome) == (6, 1, 0, 0, 5)
    found = [(one.row, one.column) for one in outcome.refusals]
    assert found == [(2, "slug"), (3, "slug"), (4, "target"), (5, "creator"), (6, "campaign")]


def test_strict_imports_nothing_when_a_row_is_refused(house, table):
    with pytest.raises(BadInput):
        import_links(house, table(f"a,{SHOP},,,,\nb,nowhere,,,,\n"), ALICE, strict=True)
    assert page_of_links(house, {}, "slug", 0, 10) == ([], 0)


def test_an_import_that_fails_half_way_leaves_nothing(house, table, monkeypatch):
    make(house, "a")

    def fails(*_):
        raise RuntimeError

    monkeypatch.setattr("nahbar.campaigns.links.service.importing.tables.change", fails)
    with pytest.raises(RuntimeError):
        import_links(house, table(f"a,{SHOP}/new,,,,\nb,{SHOP},,,,\n"), ALICE)
    assert [line.slug for line in page_of_links(house, {}, "slug", 0, 10)[0]] == ["a"]


def test_a_column_that_the_file_leaves_out_is_left_alone(house, table):
    make(house, "a", creator="instagram/lese.fuchs")
    outcome = import_links(house, table(f"a,{SHOP}/new\n", "slug,target\n"), ALICE)
    assert outcome.changed == 1
    assert link_page(house, "a").link.creator == "instagram/lese.fuchs"


def test_a_file_without_its_columns_is_refused(house, table):
    with pytest.raises(BadInput) as refused:
        import_links(house, table("a,b\n", "name,url\n"), ALICE)
    assert refused.value.kind == "missing-columns"


@both_engines
def test_a_slug_is_given_once(house):
    make(house)
    with pytest.raises(Conflict) as refused:
        make(house, "SPRING")
    assert refused.value.kind == "slug"


def test_an_edit_that_changes_nothing_leaves_no_trace(house):
    link = make(house, creator="instagram/lese.fuchs", expires_at="2030-05-01")
    zone = house.workspace.settings.timezone
    assert edit_link(house, "spring", fields_of(link.wish, zone), ALICE) == []
    assert link_page(house, "spring").history == []


def test_pausing_twice_is_pausing_once(house):
    make(house)
    pause_link(house, "spring", ALICE)
    pause_link(house, "spring", ALICE)
    assert [(one.before, one.after) for one in link_page(house, "spring").history] == [("active", "paused")]


def test_a_day_ends_where_the_brand_is(house):
    # Berlin is two hours ahead of UTC in summer: the last second of 30 June there is 21:59:59 UTC.
    assert make(house, expires_at="2030-06-30").expires_at == 1_909_087_200
    assert make(house, "b", expires_at="2030-06-30T12:00:00+00:00").expires_at == 1_909_051_200


def test_an_unknown_link_is_not_found(house):
    with pytest.raises(NotFound):
        link_page(house, "nowhere")


def test_targets_of_ours_are_refused_for_the_host_that_was_asked(house):
    given = {"slug": "x", "target": "https://brand.example/l/y"}
    with pytest.raises(BadInput):
        add_link(house, given, ALICE, {"brand.example"})


@both_engines
@pytest.mark.parametrize("sort", ["slug", "-people", "creator", "-expires_at", "campaign"])
def test_the_list_is_filtered_and_sorted(house, sort):
    make(house, "a", creator="instagram/lese.fuchs", campaign="Spring")
    make(house, "b", target="https://other.example/100%25_x", campaign="Autumn")
    pause_link(house, "b", ALICE)
    lines, total = page_of_links(house, {}, sort, 0, 10)
    assert (total, {line.slug for line in lines}) == (2, {"a", "b"})
    for filters, slugs in (
        ({"campaign": "Spring"}, ["a"]),
        ({"state": "paused"}, ["b"]),
        ({"q": "FUCHS"}, ["a"]),
        ({"q": "%"}, ["b"]),
        ({"q": "_x", "state": "active"}, []),
    ):
        assert [line.slug for line in page_of_links(house, filters, sort, 0, 10)[0]] == slugs
