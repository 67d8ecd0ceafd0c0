"""Where links may lead, how they are named and tagged, and how visitors are split."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.campaigns.links.contracts import LinkWish, Target
from nahbar.campaigns.links.slugs import read_slug
from nahbar.campaigns.links.splitting import choose_target, running_sums
from nahbar.campaigns.links.tagging import refuse_personal, tag, tagged, tags_of
from nahbar.campaigns.links.targets import check_url, read_targets, targets_text
from nahbar.kernel.errors import BadInput

SHOP = "https://shop.example.org/spring"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (SHOP, SHOP),
        ("http://shop.example.org", "http://shop.example.org"),
        ("https://Shop.Example.org:8443/A?b=C#d", "https://shop.example.org:8443/A?b=C#d"),
        ("https://bücher.example/märz", "https://xn--bcher-kva.example/m%C3%A4rz"),
        ("https://shop.example.org/a%20b?x=%40", "https://shop.example.org/a%20b?x=%40"),
        ("https://8.8.8.8/x", "https://8.8.8.8/x"),
    ],
)
def test_a_target_is_kept_as_a_header_may_hold_it(url, kept):
    assert check_url(url) == kept


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://shop.example.org/",
        "//shop.example.org/",
        "shop.example.org/spring",
        "https:///spring",
        "https://shop.example.org/a b",
        "https://shop.example.org/\r\nSet-Cookie: a=b",
        "https://shop.example.org\\@evil.example/",
        "https://anna:secret@shop.example.org/",
        "https://shop.example.org:99999/",
        "https://localhost/",
        "https://printer.local/",
        "https://intranet/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[2002:7f00:1::]/",
        "https://" + "a" * 2_000 + ".example/",
    ],
)
def test_what_is_no_page_on_the_open_web_is_refused(url):
    with pytest.raises(BadInput) as refused:
        check_url(url)
    assert refused.value.kind == "target"


@pytest.mark.parametrize(
    "url", ["https://go.example.org/l/x", "http://GO.example.org:80//l/x", "https://go.example.org./l"]
)
def test_a_target_that_leads_back_to_our_links_is_refused(url):
    with pytest.raises(BadInput):
        check_url(url, {"go.example.org"})
    assert check_url("https://go.example.org/shop", {"go.example.org"})


def test_at_a_domain_of_links_alone_every_path_leads_back():
    with pytest.raises(BadInput):
        check_url("https://go.example.org/shop", {"go.example.org"}, prefix="/")


def test_targets_with_weights_are_read_and_written():
    targets = read_targets(f"{SHOP} 70 | https://other.example/x 30")
    assert targets == (Target(SHOP, 70), Target("https://other.example/x", 30))
    assert read_targets(targets_text(targets)) == targets


@pytest.mark.parametrize(
    "text", ["", f"{SHOP} many", f"{SHOP} 0", f"{SHOP}\n{SHOP}", "\n".join(f"{SHOP}{k}" for k in range(9))]
)
def test_targets_that_cannot_be_split_are_refused(text):
    with pytest.raises(BadInput):
        read_targets(text)


@pytest.mark.parametrize("slug", ["", "-x", "a b", "ä", "a/b", "x" * 81, "a?b", "../x"])
def test_a_slug_that_an_address_cannot_hold_is_refused(slug):
    with pytest.raises(BadInput):
        read_slug(slug)


def test_a_slug_is_kept_in_lower_case():
    assert read_slug(" Spring_26-a ") == "spring_26-a"


def test_tags_say_creator_campaign_post_and_variant_in_lower_case():
    wish = LinkWish("x", (Target(SHOP),), "instagram/lese.fuchs", "Frühling 2026", "Reel 3", "B")
    assert tags_of(wish) == {
        "utm_source": "instagram",
        "utm_medium": "creator",
        "utm_campaign": "fruehling-2026",
        "utm_content": "lese.fuchs-reel-3-b",
    }


def test_a_link_for_nobody_has_no_tags():
    assert tags_of(LinkWish("x", (Target(SHOP),))) == {}


def test_query_and_fragment_of_the_target_are_kept():
    made = tagged(f"{SHOP}?b=2&a=%20x&b=3#top", {"utm_source": "tiktok"})
    assert made == f"{SHOP}?b=2&a=%20x&b=3&utm_source=tiktok#top"


def test_tags_of_the_target_win_and_are_put_into_lower_case():
    assert tagged(f"{SHOP}?UTM_Source=News", {"utm_source": "x"}) == f"{SHOP}?utm_source=news"


@given(st.text(max_size=300))
def test_a_tag_holds_only_what_needs_no_escape(text):
    made = tag(text)
    assert made == made.lower()
    assert all(letter.isascii() and (letter.isalnum() or letter in "._-") for letter in made)


@given(
    st.lists(st.tuples(st.text("ab=%&", max_size=3), st.text("xyZ1", max_size=5)), max_size=4),
    st.text("abc#", max_size=4),
)
def test_tagging_twice_is_tagging_once_and_keeps_the_pairs(pairs, fragment):
    query = "&".join(f"{name.replace('&', '').replace('=', '')}={value}" for name, value in pairs)
    url = f"{SHOP}?{query}#{fragment.replace('#', '')}" if query else SHOP
    once = tagged(url, {"utm_source": "instagram"})
    assert tagged(once, {"utm_source": "instagram"}) == once
    before = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    assert parse_qsl(urlsplit(once).query, keep_blank_values=True)[: len(before)] == before


@pytest.mark.parametrize(
    ("field", "value"),
    [("campaign", "anna@example.org"), ("post", "+49 170 1234567"), ("variant", "0170-1234567")],
)
def test_personal_data_in_a_name_is_refused(field, value):
    with pytest.raises(BadInput) as refused:
        refuse_personal(LinkWish("x", (Target(SHOP),), **{field: value}))
    assert refused.value.kind == field


@pytest.mark.parametrize(
    "query", ["email=anna%40example.org", "x=anna@example.org", "tel=0170+1234567", "utm_term=%2B491701234567"]
)
def test_personal_data_in_a_target_is_refused(query):
    with pytest.raises(BadInput) as refused:
        refuse_personal(LinkWish("x", (Target(f"{SHOP}?{query}"),)))
    assert refused.value.kind == "target"


@pytest.mark.parametrize("post", ["17912345678901234", "7301234567890123456", "3l2abc", "2026-11-22"])
def test_ids_of_posts_are_no_telephone_numbers(post):
    refuse_personal(LinkWish("x", (Target(f"{SHOP}?sku=0123456789"),), post=post))
    with pytest.raises(BadInput):
        refuse_personal(LinkWish("x", (Target(f"{SHOP}?tel=0170+1234567"),), post=post))


def test_the_split_follows_the_weights():
    # 10,000 visitors, 70 %: four standard deviations are 1.8 points, so this errs once in 16,000 seeds.
    bounds = running_sums([70, 30])
    first = sum(choose_target(bounds, 7, visitor) == 0 for visitor in range(10_000))
    assert abs(first / 10_000 - 0.7) < 0.0184


def test_a_visitor_keeps_their_target_and_links_are_independent():
    bounds = running_sums([1, 1])
    drawn = [[choose_target(bounds, seed, visitor) for visitor in range(2_000)] for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1]
    same = sum(a == b for a, b in zip(drawn[0], drawn[2], strict=True))
    assert abs(same / 2_000 - 0.5) < 0.045


def test_the_split_does_not_change_with_a_new_version():
    # Fixed values: a visitor who comes back after an upgrade gets what they got before.
    assert [choose_target(running_sums([1, 2, 1]), 42, visitor) for visitor in range(12)] == FIXED


FIXED = [0, 0, 0, 1, 1, 2, 1, 1, 0, 1, 1, 0]
