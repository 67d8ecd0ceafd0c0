"""The sample brand: generated alike every time, believable, complete, and importable without a refusal."""

import csv
import re
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from nahbar.app.doctor import examine
from nahbar.app.rooms import PACKAGES
from nahbar.app.sample import OWNER_EMAIL, OWNER_PASSWORD, ensure_sample
from nahbar.app.sample.campaign import NAME
from nahbar.app.sample.cast import CAST, RING, STORIES
from nahbar.app.sample.growth import DAYS, END_DAY, EVENT_DAY
from nahbar.app.sample.tables import SECONDS_A_DAY, SEED, draw_sample, write_tables
from nahbar.app.sample.texts import comments_of
from nahbar.campaigns.agree.service.campaigns import campaign_lines, campaign_page
from nahbar.campaigns.leads.service.looking import deals_of, leads_of
from nahbar.campaigns.links.service.looking import link_page
from nahbar.creators.audit import audit_followers, follower_profiles, load_audit_model
from nahbar.creators.service.imports.importing import list_imports
from nahbar.kernel.access import sign_in
from nahbar.kernel.errors import Conflict, Unavailable
from nahbar.kernel.house import open_house
from nahbar.language.advertising import find_paid_marks
from nahbar.language.comments import is_emoji_only, is_generic, normalise
from nahbar.worth.experiments.reporting import report_on

END = END_DAY * SECONDS_A_DAY
PLATFORM_LINK = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|de|net|tv|be|to|app)\b(?!\.)(?=/)", re.IGNORECASE)
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE)


@pytest.fixture(scope="module")
def parts():
    return draw_sample()


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return write_tables(tmp_path_factory.mktemp("tables"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "demo"
    assert ensure_sample(folder, vet=False)
    return folder


def rows(tables, kind):
    with tables[kind].open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def of_story(parts, story):
    found = [part for part in parts if part.member.story == story]
    assert found
    return found


def only(parts, story):
    (part,) = of_story(parts, story)
    return part


def bought_or_ring(comment):
    return comment.author in RING or re.search(r"\d{4}", comment.author)


# The tables


def test_same_seed_gives_the_same_bytes(tables, tmp_path):
    again = write_tables(tmp_path)
    assert {kind: path.read_bytes() for kind, path in tables.items()} == {
        kind: path.read_bytes() for kind, path in again.items()
    }


def test_another_seed_gives_another_sample(tables, tmp_path):
    other = write_tables(tmp_path, SEED + 1)
    assert all(other[kind].read_bytes() != tables[kind].read_bytes() for kind in ("posts", "comments", "followers"))


def test_no_handle_and_no_name_twice():
    handles = Counter(member.handle for member in CAST)
    names = Counter(member.name for member in CAST if member.name)
    assert set(handles.values()) == {1}
    assert set(names.values()) == {1}


def test_ids_are_unique(tables):
    posts = [row["post_id"] for row in rows(tables, "posts")]
    comments = [row["comment_id"] for row in rows(tables, "comments")]
    assert len(set(posts)) == len(posts)
    assert len(set(comments)) == len(comments)


def test_platforms_sizes_and_languages_are_spread():
    sizes = [member.followers for member in CAST if member.followers]
    assert {member.platform for member in CAST} == {"instagram", "tiktok", "youtube"}
    assert min(sizes) < 1_000
    assert max(sizes) > 700_000
    assert sum(member.language == "en" for member in CAST) >= 3


def test_names_are_awkward_enough():
    names = [member.name for member in CAST]
    assert max(map(len, names)) == 60
    assert any("ä" in name or "ö" in name for name in names)
    assert any("☕" in name for name in names)


def test_texts_hold_no_mail_addresses_no_links_and_no_open_slots(tables):
    for path in tables.values():
        text = path.read_text(encoding="utf-8")
        assert not E_MAIL.search(text)
        assert not PLATFORM_LINK.search(text)
        assert "{" not in text
        assert "}" not in text


def test_nothing_happens_after_the_end_or_before_its_cause(parts):
    for part in parts:
        at = {post.post_id: post.at for post in part.posts}
        said = {comment.comment_id: comment.at for comment in part.comments}
        assert all(moment < END for moment in at.values())
        for comment in part.comments:
            assert at[comment.post_id] <= comment.at < END
            assert not comment.reply_to or said[comment.reply_to] <= comment.at


def test_no_post_has_more_comments_written_than_counted(parts):
    for part in parts:
        written = Counter(comment.post_id for comment in part.comments)
        assert all(written[post.post_id] <= post.comments for post in part.posts)


def test_series_end_with_the_followers_of_the_profile(parts):
    for part in parts:
        if part.member.followers is not None:
            assert part.growth.total[-1] == pytest.approx(part.member.followers, abs=2)


# What people say


def test_there_are_500_cores():
    cores = {line for language in ("de", "en") for lines in comments_of(language).values() for line in lines}
    assert len(cores) >= 500


def test_readers_hardly_repeat_themselves(parts):
    spoken = [one.text for part in parts for one in part.comments if not bought_or_ring(one)]
    told = [text for text in map(normalise, spoken) if len(text) > 15]
    assert len(told) > 5_000
    assert len(set(told)) / len(told) > 0.75


def test_the_readers_of_one_creator_hardly_ever_say_the_same(parts):
    for part in parts:
        told = [normalise(one.text) for one in part.comments if not bought_or_ring(one)]
        told = [text for text in told if len(text) > 15]
        assert not told or len(set(told)) / len(told) > 0.85


def test_no_reader_repeats_a_sentence_beside_itself(parts):
    for part in parts:
        texts = [normalise(one.text) for one in part.comments if not bought_or_ring(one)]
        assert not any(a == b and len(a) > 15 for a, b in pairwise(texts))


def test_readers_write_little_that_fits_any_post(parts):
    texts = [one.text for part in parts for one in part.comments if not bought_or_ring(one)]
    assert sum(is_generic(text) or is_emoji_only(text) for text in texts) < 0.08 * len(texts)


# The stories


def test_every_story_has_its_creator():
    assert {member.story for member in CAST} == set(STORIES)


def test_most_creators_are_honest():
    bought = ("follower_burst", "drip_purchase", "purchase_drop_off", "even_likes", "comment_packs", "comment_ring")
    assert sum(member.story in (*bought, "fake_followers") for member in CAST) < len(CAST) / 3


def test_a_viral_post_brings_reactions_and_then_followers(parts):
    part = only(parts, "viral_post")
    viral = next(post for post in part.posts if post.special == "viral")
    assert viral.likes > 5 * np.median([post.likes for post in part.posts])
    gains = np.diff(part.growth.total)
    assert EVENT_DAY["viral_post"] - 1 <= np.argmax(gains) <= EVENT_DAY["viral_post"] + 3


def test_a_giveaway_brings_comments_and_followers_who_leave_again(parts):
    part = only(parts, "giveaway")
    start = EVENT_DAY["giveaway"]
    gift = next(post for post in part.posts if post.special == "gewinnspiel")
    assert gift.comments == max(post.comments for post in part.posts)
    total = part.growth.total
    assert total[start + 6] > 1.05 * total[start - 1]
    assert total[start + 25] < total[start + 6]


def test_a_press_mention_brings_followers_within_days(parts):
    total = only(parts, "press_mention").growth.total
    start = EVENT_DAY["press_mention"]
    assert total[start + 8] > 1.15 * total[start - 1]


def test_the_seasonal_creator_posts_at_the_fairs_and_in_advent(parts):
    specials = {post.special for post in only(parts, "seasonal").posts}
    assert {"messe_leipzig", "messe_frankfurt", "weihnacht"} <= specials


def test_the_pause_is_long(parts):
    at = sorted(post.at for post in only(parts, "long_pause").posts)
    assert np.diff(at).max() > 60 * SECONDS_A_DAY


def test_the_outage_stands_still_and_catches_up(parts):
    shown = only(parts, "platform_outage").growth.shown
    start = EVENT_DAY["platform_outage"]
    still = shown[start - 1 : start + 4]
    assert len(set(still[np.isfinite(still)])) == 1


def test_the_tiny_creator_has_friends_who_come_back(parts):
    part = only(parts, "tiny_loyal")
    assert part.member.followers < 1_000
    readers = Counter(one.author for one in part.comments if one.author != part.member.handle)
    assert np.median(list(readers.values())) >= 3


def test_the_large_creator_has_a_low_rate(parts):
    part = only(parts, "large_low_engagement")
    assert np.median([post.likes for post in part.posts]) < 0.008 * part.member.followers


def test_a_burst_has_no_post_behind_it(parts):
    part = only(parts, "follower_burst")
    jump = np.diff(part.growth.total) / part.growth.total[:-1]
    assert jump.max() > 0.15
    assert np.median([post.likes for post in part.posts if post.at > END - 60 * SECONDS_A_DAY]) < 3_000


def test_a_drip_is_steadier_than_growth(parts):
    part = only(parts, "drip_purchase")
    bought = np.diff(part.growth.total - part.growth.real)
    days = bought[EVENT_DAY["drip_purchase"] : EVENT_DAY["drip_purchase"] + 100]
    assert days.std() < 0.05 * days.mean()


def test_bought_followers_drop_off(parts):
    part = only(parts, "purchase_drop_off")
    bought = part.growth.total - part.growth.real
    assert bought[-1] < 0.5 * bought.max()


def test_bought_likes_are_too_even(parts):
    part = only(parts, "even_likes")
    first = END - (DAYS - EVENT_DAY["even_likes"]) * SECONDS_A_DAY
    likes = np.array([post.likes for post in part.posts if post.at >= first])
    assert np.quantile(likes, 0.75) / np.quantile(likes, 0.25) < 1.05


def test_comment_packs_are_generic_and_quick(parts):
    part = only(parts, "comment_packs")
    at = {post.post_id: post.at for post in part.posts}
    pack = [one for one in part.comments if bought_or_ring(one)]
    assert len(pack) > 80
    assert sum(is_generic(one.text) or is_emoji_only(one.text) for one in pack) > 0.9 * len(pack)
    assert max(one.at - at[one.post_id] for one in pack) < 1_300


def test_the_ring_is_reciprocal_and_has_twelve_members(parts):
    members = of_story(parts, "comment_ring")
    assert len(RING) == 12
    wrote = {part.member.handle: {one.author for one in part.comments} for part in members}
    assert all(b in wrote[a] for a in wrote for b in wrote if a != b)


def audited_share(audience):
    columns = ("posts", "following", "followers", "has_picture", "is_private")
    profiles = {name: [float(getattr(one, name)) for one in audience] for name in columns}
    profiles["username_length"] = [one.length for one in audience]
    profiles["username_digits"] = [one.digits for one in audience]
    listed = follower_profiles([one.name for one in audience], profiles)
    return audit_followers(listed, load_audit_model(), {}, seed=1).share_fake


def test_the_audit_tells_the_follower_lists_apart(parts):
    many, few = only(parts, "fake_followers"), only(parts, "clean_followers")
    assert (len(many.audience), len(few.audience)) == (many.member.listed, few.member.listed)
    assert audited_share(many.audience) > 0.35
    assert audited_share(few.audience) < 0.1


def test_the_paid_share_is_high_and_says_so(parts):
    part = only(parts, "paid_share")
    paid = [post for post in part.posts if post.paid]
    assert len(paid) > 0.35 * len(part.posts)
    marks = Counter(mark.kind if mark else "none" for mark in find_paid_marks([post.text for post in paid]))
    assert marks["label"] > 0.6 * len(paid)
    assert any("MARIE15" in post.text for post in paid)
    assert any("?ref=marie15" in post.text for post in paid)


def test_thin_creators_lack_what_they_lack(parts, tables):
    assert len(only(parts, "thin_data").posts) == 3
    assert only(parts, "no_posts").posts == []
    bare = next(row for row in rows(tables, "creators") if row["handle"] == only(parts, "only_followers").member.handle)
    assert {name for name, value in bare.items() if value} == {"platform", "handle", "followers"}
    unknown = only(parts, "followers_unknown").member.handle
    assert unknown not in {row["handle"] for row in rows(tables, "creators")}
    assert unknown in {row["handle"] for row in rows(tables, "posts")}


# The workspace


def test_every_table_is_imported_without_a_refusal(sample):
    house = open_house(sample, PACKAGES)
    try:
        imports = list_imports(house)
    finally:
        house.close()
    assert {one.kind for one in imports} == {"creators", "followers-daily", "posts", "comments", "followers", "prices"}
    assert all((one.state, one.refused, one.read) == ("done", 0, one.new) for one in imports)
    assert {one.kind: one.read for one in imports}["comments"] > 7_000


def test_the_workspace_is_marked_as_a_sample_and_german(sample):
    house = open_house(sample, PACKAGES)
    house.close()
    assert (house.workspace.settings.sample, house.workspace.settings.language) == (True, "de")


def test_one_experiment_has_an_answer_and_one_has_just_begun(sample):
    house = open_house(sample, PACKAGES)
    try:
        ended, begun = (report_on(house, name, OWNER_EMAIL) for name in ("erinnerungsmail", "postkarte"))
    finally:
        house.close()
    assert "mail raises purchases by" in ended.said[0].render()
    assert len(ended.looks) == 3
    assert ended.looks[2].people < ended.looks[1].people
    assert "Cannot tell yet" in begun.said[0].render()
    assert begun.waiting > 40


def test_the_owner_may_sign_in(sample):
    house = open_house(sample, PACKAGES)
    try:
        with house.store.read() as connection:
            account = sign_in(connection, OWNER_EMAIL, OWNER_PASSWORD)
    finally:
        house.close()
    assert account is not None
    assert account.role == "owner"


def test_a_second_call_changes_nothing(sample):
    before = (sample / "nahbar.db").stat().st_mtime_ns
    assert ensure_sample(sample) is False
    assert (sample / "nahbar.db").stat().st_mtime_ns == before


def test_what_an_interrupted_run_left_is_cleared_away(tmp_path, monkeypatch):
    scratch = tmp_path / ".demo.being-made"
    (scratch / "workspace" / "keys").mkdir(parents=True)
    (scratch / "workspace" / "nahbar.toml").write_text("half")
    monkeypatch.setattr("nahbar.app.sample.making._import_tables", lambda house, folder: None)
    monkeypatch.setattr("nahbar.app.sample.making.add_campaign", lambda house: None)
    assert ensure_sample(tmp_path / "demo", vet=False)
    assert [one.name for one in tmp_path.iterdir()] == ["demo"]
    assert "sample = true" in (tmp_path / "demo" / "nahbar.toml").read_text()


def test_a_run_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def fail(house, folder):
        raise OSError("disk full")

    monkeypatch.setattr("nahbar.app.sample.making._import_tables", fail)
    with pytest.raises(OSError, match="disk full"):
        ensure_sample(tmp_path / "demo", vet=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(Conflict):
        ensure_sample(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable) as caught:
        ensure_sample(tmp_path / "file" / "demo")
    assert str(tmp_path / "file") in caught.value.message.render()


def test_a_file_in_its_place_is_left_alone(tmp_path):
    (tmp_path / "demo").write_text("mine")
    with pytest.raises(Conflict):
        ensure_sample(tmp_path / "demo")
    assert (tmp_path / "demo").read_text() == "mine"


def test_an_empty_folder_is_taken(tmp_path, monkeypatch):
    monkeypatch.setattr("nahbar.app.sample.making._import_tables", lambda house, folder: None)
    monkeypatch.setattr("nahbar.app.sample.making.add_campaign", lambda house: None)
    (tmp_path / "demo").mkdir()
    assert ensure_sample(tmp_path / "demo", vet=False)


def test_a_store_that_is_in_use_is_not_filled(sample, tmp_path, monkeypatch):
    url = f"sqlite:///{sample / 'nahbar.db'}"
    monkeypatch.setenv("NAHBAR_STORE_URL", url)
    with pytest.raises(Conflict) as caught:
        ensure_sample(tmp_path / "demo", vet=False)
    assert caught.value.kind == "store-in-use"


def test_the_sample_has_a_campaign_with_every_kind_of_state_and_figures(sample):
    house = open_house(sample, PACKAGES)
    try:
        total, lines = campaign_lines(house, {}, "name", 10, 0)
        states = Counter(card.collaboration.state for card in campaign_page(house, lines[0].id).cards)
        assert (total, lines[0].state) == (1, "running")
        assert set(states) == {"invited", "declined", "draft in", "draft approved", "posted", "checked"}
        assert link_page(house, "mareike-liest").clicks.people == 412
        assert sum(one.value_cents > 0 for one in deals_of(house, NAME)) == 19
        assert len(leads_of(house, NAME)) == 33
        assert all(one.fine for one in examine(sample))
    finally:
        house.close()
