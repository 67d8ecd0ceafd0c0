"""Rows turned into records, or refused with the column and the reason."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.creators.intake import (
    KINDS,
    CommentRecord,
    CreatorRecord,
    FollowerRecord,
    FollowersDailyRecord,
    InsightRecord,
    OverlapRecord,
    PostRecord,
    PriceRecord,
    Refusal,
    assess,
    compile_rows,
    normal_handle,
    normal_platform,
)
from nahbar.creators.intake.addresses import post_of, profile_of
from nahbar.creators.intake.records import validate
from nahbar.kernel.messages import msg
from nahbar.kernel.tabular import Row
from nahbar.kernel.tabular.values import Unreadable

NOW = 1_790_000_000  # 2026-09-21
EXAMPLES = {
    "creators": ({"platform": "IG", "handle": "@Alice", "followers": "12.345"}, CreatorRecord),
    "followers-daily": (
        {"platform": "tiktok", "handle": "alice", "date": "2024-07-11", "followers": 5},
        FollowersDailyRecord,
    ),
    "posts": ({"platform": "ig", "handle": "alice", "post_id": "P1", "posted_at": "2024-07-11T14:02:33Z"}, PostRecord),
    "comments": (
        {
            "platform": "ig",
            "post_id": "P1",
            "comment_id": "C1",
            "author": "Bob",
            "written_at": "2024-07-11T14:02Z",
            "text": "hi",
        },
        CommentRecord,
    ),
    "followers": ({"platform": "ig", "handle": "alice", "follower": "@Bob"}, FollowerRecord),
    "overlaps": ({"platform": "ig", "handle_a": "Bob", "handle_b": "alice", "shared": "3"}, OverlapRecord),
    "insights": (
        {
            "platform": "ig",
            "handle": "Bob",
            "dimension": "Alter",
            "value": "18-24",
            "share": "34 %",
            "observed_at": "2024-07-11T14:02Z",
        },
        InsightRecord,
    ),
    "prices": ({"platform": "ig", "handle": "alice", "price": "1.200,50", "currency": "eur"}, PriceRecord),
}


def read(kind, defaults=None, /, **cells):
    headers = tuple(cells)
    row = Row(7, 9, tuple(cells.values()))
    known = {index: name for index, name in enumerate(headers) if KINDS[kind].column(name)}
    return validate(KINDS[kind], known, row, defaults or {}, headers=headers, now=NOW)


def example(kind, /, **changes):
    return read(kind, **{**EXAMPLES[kind][0], **changes})


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_record(kind):
    cells, record = EXAMPLES[kind]
    assert isinstance(read(kind, **cells), record)


@pytest.mark.parametrize("kind", KINDS)
def test_each_required_column_is_missed(kind):
    for column in KINDS[kind].required:
        refusal = example(kind, **{column: ""})
        assert (refusal.row, refusal.line, refusal.column) == (7, 9, column)


@pytest.mark.parametrize("kind", KINDS)
def test_record_fields_are_the_columns(kind):
    fields = set(EXAMPLES[kind][1].__struct_fields__)
    assert {column.name for column in KINDS[kind].columns} <= fields
    assert set(KINDS[kind].key) <= fields


def test_handles_and_platforms_are_brought_to_one_form():
    record = example("creators", handle="https://www.Instagram.com/Alice.Example/?hl=de")
    assert (record.platform, record.handle, record.handle_key) == ("instagram", "Alice.Example", "alice.example")


def test_platform_and_handle_come_from_the_profile_address():
    record = read("creators", url="https://www.tiktok.com/@alice", followers="1")
    assert (record.platform, record.handle) == ("tiktok", "alice")


def test_post_id_comes_from_the_post_address():
    record = read("posts", url="https://www.tiktok.com/@alice/video/6891234567890123456", posted_at="2024-07-11")
    assert (record.platform, record.handle, record.post_id) == ("tiktok", "alice", "6891234567890123456")


def test_defaults_fill_what_the_file_does_not_say():
    record = read("creators", {"platform": "Instagram", "handle": "@alice"}, followers="1", handle="")
    assert (record.platform, record.handle) == ("instagram", "alice")


def test_empty_is_unknown_never_zero():
    record = example("posts", likes="", comments="n/a", views=None, text="", kind="-", paid_label="")
    assert (record.likes, record.comments, record.views, record.text, record.kind, record.paid_label) == (None,) * 6


def test_unknown_columns_are_kept():
    assert example("creators", Notiz="ruft zurück", Leer="").extra == {"Notiz": "ruft zurück"}


def test_late_json_fields_are_kept_or_read():
    row = Row(1, 1, ("ig", "alice", "P1", 1_720_706_553), None, {"likes": 5, "mood": "good"})
    headers = ("platform", "handle", "post_id", "posted_at")
    record = validate(KINDS["posts"], dict(enumerate(headers)), row, {}, headers=headers, now=NOW)
    assert (record.likes, record.extra) == (5, {"mood": "good"})


def test_a_row_with_a_problem_is_refused_with_it():
    headers = ("platform",)
    row = Row(3, 4, (), msg("broken"))
    assert validate(KINDS["posts"], {0: "platform"}, row, {}, headers=headers, now=NOW) == Refusal(
        3, None, msg("broken"), 4
    )


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("likes", "-5"),
        ("likes", -1),
        ("likes", "2000000000000"),
        ("likes", "1.5"),
        ("likes", "many"),
        ("posted_at", "1999-12-31"),
        ("posted_at", "1970-01-01"),
        ("posted_at", NOW + 3 * 86_400),
        ("posted_at", "soon"),
        ("text", "x" * 100_001),
        ("post_id", "6.89e18"),
        ("post_id", "6,89E+18"),
        ("post_id", 6.891234567890123e18),
        ("post_id", "two words"),
        ("kind", "podcast"),
        ("paid_label", "perhaps"),
        ("platform", "two words"),
        ("handle", "a b"),
        ("handle", "."),
        ("handle", ".."),
    ],
)
def test_what_cannot_be_true_is_refused_with_its_column(column, cell):
    refusal = example("posts", **{column: cell})
    assert isinstance(refusal, Refusal)
    assert refusal.column == column
    assert refusal.reason.render()


def test_two_days_ahead_is_a_clock_and_not_an_error():
    assert example("posts", posted_at=NOW + 86_400).posted_at == NOW + 86_400


def test_rounded_ids_name_the_remedy():
    assert "export the id as text" in example("posts", post_id="6.89e18").reason.render()


@pytest.mark.parametrize(
    ("cell", "text"), [(6891234567890123456, "6891234567890123456"), (17.0, "17"), ("17.0", "17"), (" C1 ", "C1")]
)
def test_ids_stay_exact(cell, text):
    assert example("posts", post_id=cell).post_id == text


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Reel", "video"),
        ("SHORT", "video"),
        ("Bild", "photo"),
        ("IMAGE", "photo"),
        ("GraphSidecar", "carousel"),
        ("CAROUSEL_ALBUM", "carousel"),
        ("Story", "story"),
        ("IG reel", "video"),
        ("text", "text"),
        ("Karussell", "carousel"),
    ],
)
def test_kinds_of_posts(cell, kind):
    assert example("posts", kind=cell).kind == kind


def test_control_characters_go_and_line_breaks_stay():
    record = example("comments", text="so\r\nnice\x00\x1b[31m \ud800😍", author="@B\u202eob")
    assert (record.text, record.author, record.author_key) == ("so\nnice[31m 😍", "Bob", "bob")


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("\U0001f469\u200d\U0001f467 Ida", "\U0001f469\u200d\U0001f467 Ida"),
        ("\u2764\ufe0f\u200d\U0001f525", "\u2764\ufe0f\u200d\U0001f525"),
        ("I\u200dda\u200d \u200dB\u202eerg", "I da B erg"),
        ("\u200d\u200d\u200d", None),
    ],
)
def test_joiners_stay_where_they_join(cell, name):
    assert example("creators", name=cell).name == name


def test_display_names_are_authors_too():
    assert example("comments", author="Max Muster").author == "Max Muster"


def test_overlaps_have_one_order():
    one = example("overlaps")
    other = example("overlaps", handle_a="alice", handle_b="Bob")
    assert one == other
    assert (one.handle_a, one.handle_b) == ("alice", "Bob")


def test_the_column_tells_the_order_of_day_and_month():
    headers = ("platform", "handle", "post_id", "posted_at")
    rows = [Row(n, n, ("ig", "alice", f"P{n}", day)) for n, day in enumerate(["03/04/2024", "25/04/2024"], start=1)]
    mapping = dict(enumerate(headers))
    kind = KINDS["posts"]
    found = assess(kind, mapping, rows)
    records = [compile_rows(kind, headers, mapping, {}, now=NOW, assessment=found)(row) for row in rows]
    assert [datetime.fromtimestamp(record.posted_at).month for record in records] == [4, 4]
    assert found.naive == ("posted_at",)


def test_an_unreadable_default_raises():
    with pytest.raises(Unreadable):
        compile_rows(KINDS["creators"], ("handle",), {0: "handle"}, {"platform": "two words"}, now=NOW)


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("Instagram", "instagram"),
        ("IG", "instagram"),
        ("YouTube", "youtube"),
        ("Twitter", "x"),
        ("X", "x"),
        ("mastodon", "mastodon"),
        ("Tik Tok", "tiktok"),
        ("vero", "vero"),
        ("https://www.instagram.com", "instagram"),
    ],
)
def test_platform_names(text, platform):
    assert normal_platform(text) == platform


@pytest.mark.parametrize(
    ("address", "platform", "handle"),
    [
        ("https://www.instagram.com/alice/", "instagram", "alice"),
        ("instagram.com/alice", "instagram", "alice"),
        ("https://www.youtube.com/@alice/videos", "youtube", "alice"),
        ("https://www.youtube.com/channel/UCabc", "youtube", "UCabc"),
        ("https://m.tiktok.com/@alice?lang=de", "tiktok", "alice"),
        ("https://www.linkedin.com/in/alice-b/", "linkedin", "alice-b"),
        ("https://bsky.app/profile/alice.bsky.social", "bluesky", "alice.bsky.social"),
        ("https://www.snapchat.com/add/alice", "snapchat", "alice"),
    ],
)
def test_profile_addresses(address, platform, handle):
    assert profile_of(address) == (platform, handle)


@pytest.mark.parametrize(
    "address",
    ["https://www.instagram.com/p/C1abc/", "https://example.com/alice", "https://instagram.com", "http://[bad"],
)
def test_no_profile_addresses(address):
    assert profile_of(address) is None


@pytest.mark.parametrize(
    ("address", "post"),
    [
        ("https://www.instagram.com/p/C1abc/", ("instagram", None, "C1abc")),
        ("https://www.instagram.com/alice/reel/C1abc/", ("instagram", "alice", "C1abc")),
        ("https://www.youtube.com/watch?v=abc123&t=3", ("youtube", None, "abc123")),
        ("https://youtu.be/abc123", ("youtube", None, "abc123")),
        ("https://x.com/alice/status/17", ("x", "alice", "17")),
        ("https://www.instagram.com/alice/", None),
    ],
)
def test_post_addresses(address, post):
    assert post_of(address) == post


@given(st.text(max_size=40))
def test_a_normal_handle_stays_as_it_is(text):
    try:
        handle = normal_handle(text)
    except Unreadable:
        return
    assert normal_handle(handle) == handle


cells = st.none() | st.text(max_size=20) | st.integers(-(10**20), 10**20) | st.floats() | st.booleans() | st.datetimes()


@given(st.sampled_from(list(KINDS)), st.data())
def test_any_row_is_a_record_or_refused(kind, data):
    columns = [column.name for column in KINDS[kind].columns]
    row = {name: data.draw(cells) for name in columns}
    result = read(kind, **row)
    assert isinstance(result, EXAMPLES[kind][1] | Refusal)
