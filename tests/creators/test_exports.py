"""A creator's own exports: layouts of Instagram and TikTok, older and newer, with invented names."""

import datetime as dt
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.creators.intake import FollowerRecord, PostRecord, Refusal, read_instagram_export, read_tiktok_export
from nahbar.creators.intake.handover import repaired
from nahbar.kernel.errors import BadInput

NOW = 1_790_000_000
TIME = 1_720_706_553
NUMBER = "17998877665544332"


def broken(text):
    """Write a text as Instagram does: each byte of its UTF-8 as one sign."""
    return text.encode().decode("latin-1")


def account(name, time=TIME, **more):
    return {
        "title": "",
        "media_list_data": [],
        "string_list_data": [{"href": f"https://www.instagram.com/{name}", "value": name, "timestamp": time}],
        **more,
    }


def medium(uri=f"media/posts/202407/1_2_3_n_{NUMBER}.jpg", time=TIME, title=""):
    return {"uri": uri, "creation_timestamp": time, "title": title, "media_metadata": {}}


def fields(**values):
    return {broken(name): {"href": "", "value": value, "timestamp": 0} for name, value in values.items()}


@pytest.fixture
def pack(tmp_path):
    def build(entries, prefix=""):
        path = tmp_path / "export.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries.items():
                archive.writestr(prefix + name, content if isinstance(content, str) else json.dumps(content))
        return path

    return build


@pytest.fixture
def instagram(pack):
    def build(entries, prefix=""):
        return read_instagram_export(pack(entries, prefix), "@Alice", now=NOW)

    return build


FOLLOWERS = "connections/followers_and_following/followers_1.json"
POSTS = "your_instagram_activity/content/posts_1.json"


def test_followers_of_all_numbered_files(instagram):
    export = instagram({FOLLOWERS: [account("bob")], FOLLOWERS.replace("_1", "_2"): [account("charlie")]})
    followers = list(export.followers())
    assert [(one.handle, one.follower, one.followed_at) for one in followers] == [
        ("Alice", "bob", TIME),
        ("Alice", "charlie", TIME),
    ]
    assert all(isinstance(one, FollowerRecord) for one in followers)


def test_numbered_files_are_read_in_their_order(instagram):
    names = [FOLLOWERS.replace("_1", f"_{number}") for number in (10, 2, 1)]
    export = instagram({name: [account(f"f{index}")] for index, name in enumerate(names)})
    assert [one.follower for one in export.followers()] == ["f2", "f1", "f0"]


def test_older_layout_wraps_followers_in_a_key(instagram):
    export = instagram({"followers_and_following/followers.json": {"relationships_followers": [account("bob")]}})
    assert [one.follower for one in export.followers()] == ["bob"]


def test_newer_layout_names_the_account_in_the_title(instagram):
    entry = {"title": "bob", "string_list_data": [{"href": "https://www.instagram.com/_u/bob", "timestamp": TIME}]}
    export = instagram({"connections/followers_and_following/following.json": {"relationships_following": [entry]}})
    assert [(one.followed, one.followed_at) for one in export.following()] == [("bob", TIME)]


def test_a_follower_without_a_name_is_refused_not_dropped(instagram):
    export = instagram({FOLLOWERS: [{"string_list_data": [{"timestamp": TIME}]}, account("bob")]})
    assert [type(one) for one in export.followers()] == [Refusal, FollowerRecord]


@pytest.mark.parametrize(
    "place", [POSTS, "content/posts_1.json", "your_instagram_activity/media/posts_1.json", "media/posts_1.json"]
)
def test_posts_in_every_layout_with_unknown_counts(instagram, place):
    (post,) = instagram({place: [{"media": [medium(title=broken("Grüße für dich 😍"))]}]}).posts()
    assert (post.text, post.posted_at, post.kind, post.post_id) == ("Grüße für dich 😍", TIME, "photo", NUMBER)
    assert (post.likes, post.comments, post.views) == (None, None, None)


def test_a_folder_around_the_export_does_not_matter(instagram):
    assert len(list(instagram({POSTS: [{"media": [medium()]}]}, prefix="instagram-alice-2024-07-11/").posts())) == 1


def test_kinds_of_posts(instagram):
    export = instagram(
        {
            POSTS: [
                {"media": [medium("a.jpg", TIME), medium("b.jpg", TIME)], "title": "two", "creation_timestamp": TIME},
                {"media": [medium("c.mp4", TIME + 1)]},
            ],
            "your_instagram_activity/content/reels.json": {"ig_reels_media": [{"media": [medium("d.mp4", TIME + 2)]}]},
            "your_instagram_activity/content/stories.json": {"ig_stories": [medium("e.jpg", TIME + 3, "hi")]},
        }
    )
    assert [(post.kind, post.text) for post in export.posts()] == [
        ("carousel", "two"),
        ("video", None),
        ("video", None),
        ("story", "hi"),
    ]


def test_posts_of_one_second_get_different_ids(instagram):
    posts = list(instagram({POSTS: [{"media": [medium("a.jpg")]}, {"media": [medium("b.jpg")]}]}).posts())
    assert [post.post_id for post in posts] == [f"at-{TIME}", f"at-{TIME}-2"]


def test_captions_of_the_label_layout(instagram):
    entry = {
        "timestamp": TIME,
        "media": [{"uri": "a.jpg"}],
        "label_values": [{"label": "Caption", "value": broken("süß")}],
    }
    (post,) = instagram({POSTS: [entry]}).posts()
    assert (post.text, post.posted_at) == ("süß", TIME)


@pytest.mark.parametrize(
    "figures",
    [
        {"Likes": "1,234", "Comments": "12", "Impressions": "9,876", "Accounts reached": "5,000", "Saves": "--"},
        {"„Gefällt mir“-Angaben": "1.234", "Kommentare": "12", "Impressionen": "9.876", "Erreichte Konten": "5.000"},
    ],
)
def test_insights_fill_the_figures_in_english_and_german(instagram, figures):
    insight = {"media_map_data": {"Media Thumbnail": medium()}, "string_map_data": fields(**figures)}
    export = instagram(
        {
            POSTS: [{"media": [medium()]}, {"media": [medium("other.jpg", TIME + 60)]}],
            "logged_information/past_instagram_insights/posts.json": {"organic_insights_posts": [insight]},
        }
    )
    first, second = export.posts()
    assert (first.likes, first.comments, first.saves) == (1_234, 12, None)
    assert first.extra == {"impressions": "9876", "accounts_reached": "5000"}
    assert second.likes is None


def test_insights_of_reels_carry_the_name_of_the_platform(instagram):
    names = ("Instagram Likes", "Instagram Comments", "Instagram Plays", "Instagram Saves", "Accounts reached")
    uploaded = {"Upload Timestamp": {"value": "", "timestamp": TIME}}
    told = dict(zip(names, ("28", "5", "1,727", "0", "216"), strict=True))
    insight = {"media_map_data": {"Media Thumbnail": medium()}, "string_map_data": {**uploaded, **fields(**told)}}
    export = instagram(
        {
            "your_instagram_activity/media/reels.json": {"ig_reels_media": [{"media": [medium()]}]},
            "logged_information/past_instagram_insights/reels.json": {"organic_insights_reels": [insight]},
        }
    )
    (reel,) = export.posts()
    assert (reel.likes, reel.comments, reel.views, reel.saves) == (28, 5, 1_727, 0)


ENGLISH = {
    "Date Range": "Oct 2 - Dec 30",
    "Followers": "1,376",
    "Followers Delta": "-1.4% vs Jul 4 - Oct 1",
    "Follower Percentage by City": broken("Montreal: 30.9%, Côte Saint-Luc: 4.5%"),
    "Follower Percentage by Country": "Canada: 69.5%, United States: 10.5%, Nigeria: 2%",
    "Follower Percentage by Age for All Genders": "18-24: 54.9%, 65+: 0.5%",
    "Follower Percentage by Age for Men": "18-24: 48.2%",
    "Total Follower Percentage for Men": "49.9%",
    "Total Follower Percentage for Women": "50%",
    "Monday Follower Activity": "902",
}
GERMAN = {
    "Zeitraum": "9. Juli - 6. Okt.",
    "Follower": "10.801",
    "Prozentualer Anteil der Follower nach Land": broken("Deutschland: 84,5%, Österreich: 4,4%"),
    "Prozentualer Anteil an Followern nach Alter für alle Geschlechter": "18-24: 1,5%, 65+: 2,1%",
    "Prozentualer Anteil an weiblichen Followern insgesamt": "78,8%",
    "Prozentualer Anteil an männlichen Followern insgesamt": "21,1%",
    "Follower-Aktivität am Montag": "9.298",
}


@pytest.mark.parametrize(
    ("told", "expected", "day"),
    [
        (
            ENGLISH,
            {
                ("city", "Montreal", 0.309),
                ("city", "Côte Saint-Luc", 0.045),
                ("country", "Canada", 0.695),
                ("country", "United States", 0.105),
                ("country", "Nigeria", 0.02),
                ("age", "18-24", 0.549),
                ("age", "65+", 0.005),
                ("gender", "male", 0.499),
                ("gender", "female", 0.5),
            },
            "12-30",
        ),
        (
            GERMAN,
            {
                ("country", "Deutschland", 0.845),
                ("country", "Österreich", 0.044),
                ("age", "18-24", 0.015),
                ("age", "65+", 0.021),
                ("gender", "female", 0.788),
                ("gender", "male", 0.211),
            },
            "10-06",
        ),
    ],
)
def test_the_audience_is_read_from_the_insights(instagram, told, expected, day):
    audience = {"organic_insights_audience": [{"string_map_data": fields(**told)}]}
    export = instagram({FOLLOWERS: [], "past_instagram_insights/audience_insights.json": audience})
    found = list(export.insights())
    assert {(one.dimension, one.value, round(one.share, 4)) for one in found} == expected
    days = {dt.datetime.fromtimestamp(one.observed_at, dt.UTC).date() for one in found}
    assert {f"{one:%m-%d}" for one in days} == {day}
    assert all(0 <= NOW - one.observed_at < 366 * 86_400 for one in found)


def test_a_period_that_cannot_be_read_is_dated_today(instagram):
    told = {"Date Range": "Feb 31 - Quux 99", "Follower Percentage by Country": "Canada: 69.5%, : 3%, x: y"}
    audience = {"organic_insights_audience": [{"string_map_data": fields(**told)}, "none"]}
    found = list(instagram({"past_instagram_insights/audience_insights.json": audience, FOLLOWERS: []}).insights())
    assert [(one.value, one.observed_at) for one in found[:1]] == [("Canada", NOW)]
    assert [type(one).__name__ for one in found] == ["InsightRecord", "Refusal", "Refusal"]


def test_insights_without_a_picture_join_by_their_time(instagram):
    insight = {"string_map_data": {**fields(Likes="7"), "Creation Timestamp": {"value": "", "timestamp": TIME}}}
    export = instagram(
        {POSTS: [{"media": [medium()]}], "past_instagram_insights/posts.json": {"organic_insights_posts": [insight]}}
    )
    assert [post.likes for post in export.posts()] == [7]


def test_a_single_post_comes_without_a_list(instagram):
    export = instagram({POSTS: {"media": [medium("a.jpg"), medium("b.jpg")], "title": "two"}})
    assert [(post.kind, post.text) for post in export.posts()] == [("carousel", "two")]


def test_insights_are_no_posts(instagram):
    export = instagram({"past_instagram_insights/posts.json": {"organic_insights_posts": [{"string_map_data": {}}]}})
    assert list(export.posts()) == []


def test_profile_and_followers_from_the_insights(instagram):
    export = instagram(
        {
            "personal_information/personal_information.json": {
                "profile_user": [
                    {"string_map_data": fields(Name="Alice Beispiel", Bio=broken("Grüße"), Username="alice")}
                ]
            },
            "past_instagram_insights/audience_insights.json": {
                "organic_insights_audience": [{"string_map_data": fields(Followers="12,345")}]
            },
        }
    )
    assert (export.creator.name, export.creator.bio, export.creator.followers) == ("Alice Beispiel", "Grüße", 12_345)


def test_followers_counted_from_the_list_are_noted(instagram):
    export = instagram({FOLLOWERS: [account("bob"), account("charlie")]})
    assert export.creator.followers == 2
    assert any("length of the list" in note.render() for note in export.notes)


def test_own_comments(instagram):
    entry = {
        "string_map_data": {
            "Comment": {"value": broken("schön")},
            "Media Owner": {"value": "bob"},
            "Time": {"timestamp": TIME},
        }
    }
    export = instagram({FOLLOWERS: [], "your_instagram_activity/comments/post_comments_1.json": [entry]})
    (comment,) = export.own_comments()
    assert (comment.text, comment.post_owner, comment.written_at) == ("schön", "bob", TIME)


def test_html_variant_names_the_remedy(pack):
    with pytest.raises(BadInput, match="JSON"):
        read_instagram_export(
            pack({"connections/followers_and_following/followers_1.html": "<html>"}), "alice", now=NOW
        )


@pytest.mark.parametrize("read", [read_instagram_export, read_tiktok_export])
def test_other_archives_are_refused(pack, read):
    with pytest.raises(BadInput) as caught:
        read(pack({"holiday.jpg": "x"}), "alice", now=NOW)
    assert caught.value.kind == "wrong-format"


def test_damaged_json_names_its_entry(instagram):
    with pytest.raises(BadInput, match="followers_1"):
        list(instagram({FOLLOWERS: '[{"string'}).followers())


def test_repair_leaves_good_text_alone():
    assert [repaired(text) for text in ("für", broken("für"), "ascii", "日本", broken("日本"))] == [
        "für",
        "für",
        "ascii",
        "日本",
        "日本",
    ]


OLD = {
    "Activity": {
        "Follower List": {"FansList": [{"Date": "2024-07-11 14:02:33", "UserName": "bob"}]},
        "Following List": {"Following": [{"Date": "2024-07-11 14:02:33", "UserName": "charlie"}]},
    },
    "Video": {
        "Videos": {
            "VideoList": [
                {
                    "Date": "2024-07-11 14:02:33",
                    "Link": "https://www.tiktokv.com/share/video/7390000000000000001/",
                    "Likes": "1234",
                },
                {
                    "Date": "2024-07-11 14:02:34",
                    "Link": "https://v16.example/obj",
                    "Likes": "",
                    "WhoCanView": "Everyone",
                    "Title": "Hallo",
                },
            ]
        }
    },
    "Comment": {"Comments": {"CommentsList": [{"Date": "2024-07-11 14:02:33", "Comment": "schön"}]}},
    "Profile": {"Profile Information": {"ProfileMap": {"userName": "alice", "bioDescription": "Grüße"}}},
}
NEW = {
    "Profile And Settings": {
        "Follower": {"FansList": OLD["Activity"]["Follower List"]["FansList"]},
        "Following": {"Following": OLD["Activity"]["Following List"]["Following"]},
        "Profile Info": {
            "ProfileMap": {"userName": "alice", "followerCount": 12, "displayName": "Alice", "bioDescription": "Grüße"}
        },
    },
    "Your Activity": {
        "Watch History": {"VideoList": [{"Date": "2024-01-01 00:00:00", "Link": "https://www.tiktok.com/@x/video/1"}]}
    },
    "Post": {"Posts": OLD["Video"]["Videos"]},
    "Comment": {
        "Comments": {
            "CommentsList": [
                {
                    "date": "2024-07-11 14:02:33 UTC",
                    "comment": "schön",
                    "url": "https://www.tiktok.com/@bob/video/7390000000000000009",
                }
            ]
        }
    },
}


@pytest.fixture(params=["old", "new", "zipped"])
def tiktok(request, pack, tmp_path):
    if request.param == "zipped":
        return read_tiktok_export(pack({"TikTok/user_data_tiktok.json": NEW}), "alice", now=NOW)
    path = tmp_path / "user_data.json"
    path.write_text(json.dumps(OLD if request.param == "old" else NEW))
    return read_tiktok_export(path, "alice", now=NOW)


def test_tiktok_followers_and_following(tiktok):
    assert [(one.follower, one.followed_at) for one in tiktok.followers()] == [("bob", TIME)]
    assert [one.followed for one in tiktok.following()] == ["charlie"]


def test_tiktok_posts(tiktok):
    first, second = tiktok.posts()
    assert isinstance(first, PostRecord)
    assert (first.post_id, first.likes, first.kind, first.comments) == ("7390000000000000001", 1_234, "video", None)
    assert (second.post_id, second.likes, second.text) == (f"at-{TIME + 1}", None, "Hallo")
    assert second.extra == {"who_can_view": "Everyone"}


def test_tiktok_comments_and_profile(tiktok):
    assert [(one.text, one.written_at) for one in tiktok.own_comments()] == [("schön", TIME)]
    assert tiktok.creator.followers in (1, 12)
    assert tiktok.creator.bio == "Grüße"


ODD = ["text", 5, None, [1]]


def refused_rows(records):
    return [(one.row, one.reason.render()) for one in records if isinstance(one, Refusal)]


NO_OBJECTS = [(row, "The entry is not a JSON object with named fields.") for row in (2, 3, 4, 5)]


def test_what_is_no_object_is_refused_not_dropped(instagram):
    export = instagram({POSTS: [{"media": [medium()]}, *ODD], FOLLOWERS: [account("bob"), *ODD]})
    assert refused_rows(export.posts()) == NO_OBJECTS
    assert refused_rows(export.followers()) == NO_OBJECTS
    assert export.creator.followers == 1


def test_what_is_no_object_in_a_tiktok_list_is_refused_not_dropped(tmp_path):
    path = tmp_path / "user_data.json"
    videos, fans = OLD["Video"]["Videos"]["VideoList"][:1], OLD["Activity"]["Follower List"]["FansList"]
    lists = {
        "Video": {"Videos": {"VideoList": videos + ODD}},
        "Activity": {"Follower List": {"FansList": fans + ODD}},
    }
    path.write_text(json.dumps(lists))
    export = read_tiktok_export(path, "alice", now=NOW)
    assert refused_rows(export.posts()) == NO_OBJECTS
    assert refused_rows(export.followers()) == NO_OBJECTS


def test_tiktok_without_lists_is_empty_not_broken(tmp_path):
    path = tmp_path / "user_data.json"
    path.write_text(json.dumps({"Activity": {"Follower List": {"FansList": None}}, "Video": {"Videos": None}}))
    export = read_tiktok_export(path, "alice", now=NOW)
    assert (list(export.followers()), list(export.posts()), export.creator) == ([], [], None)


def test_tiktok_text_variant_names_the_remedy(pack):
    with pytest.raises(BadInput, match="JSON"):
        read_tiktok_export(pack({"Activity/Follower.txt": "Date: 2024"}), "alice", now=NOW)


leaves = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=6)
)
anything = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
)


def shape(**values):
    """A document of the right outline whose every value may be anything, or be missing."""
    return st.fixed_dictionaries({}, optional={name: value | anything for name, value in values.items()})


item = shape(value=anything, href=anything, timestamp=anything)
picture = shape(uri=anything, creation_timestamp=anything, title=anything)
entry = shape(
    string_list_data=st.lists(item, max_size=2),
    string_map_data=shape(Likes=item, Comment=item, Time=item, Followers=item, Name=item),
    media_map_data=shape(Thumbnail=picture),
    media=st.lists(picture, max_size=2),
    label_values=st.lists(shape(label=st.just("Caption"), value=anything), max_size=1),
    title=anything,
    creation_timestamp=anything,
)
documents = st.lists(entry, max_size=2) | shape(ig_media=st.lists(entry, max_size=2)) | entry
section = (
    st.lists(
        shape(
            Date=anything,
            UserName=anything,
            Link=anything,
            Likes=anything,
            Comment=anything,
            ContentDisclosure=anything,
        ),
        max_size=2,
    )
    | anything
)
PLACES = [
    FOLLOWERS, POSTS, "following.json", "personal_information.json", "past_instagram_insights/posts.json",
    "past_instagram_insights/audience_insights.json", "comments/post_comments_1.json",
]  # fmt: skip


def drain(export):
    return [list(read()) for read in (export.followers, export.following, export.posts, export.own_comments)]


@given(st.dictionaries(st.sampled_from(PLACES), documents, min_size=1, max_size=3))
def test_any_instagram_documents_are_records_refusals_or_a_clear_error(tmp_path_factory, entries):
    path = tmp_path_factory.mktemp("any") / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, document in entries.items():
            archive.writestr(name, json.dumps(document))
    try:
        assert len(drain(read_instagram_export(path, "alice", now=NOW))) == 4
    except BadInput as error:
        assert error.kind in ("wrong-format", "damaged-file")  # noqa: PT017  # both outcomes are right


@given(section, section, section, shape(ProfileMap=shape(followerCount=anything, displayName=anything)))
def test_any_tiktok_sections_are_records_or_refusals(tmp_path_factory, followers, videos, comments, profile):
    path = tmp_path_factory.mktemp("any") / "user_data.json"
    document = {
        "Activity": {"Follower List": {"FansList": followers}},
        "Video": {"Videos": {"VideoList": videos}},
        "Comment": {"Comments": {"CommentsList": comments}},
        "Profile": {"Profile Information": profile},
    }
    path.write_text(json.dumps(document))
    assert len(drain(read_tiktok_export(path, "alice", now=NOW))) == 4
