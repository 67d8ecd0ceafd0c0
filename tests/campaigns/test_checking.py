"""What is found in a draft or a post: label, brief, link, code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.campaigns.agree.checking import Finding, Required, check_text, quote_of
from nahbar.campaigns.agree.service.work import imported_twin, post_address
from nahbar.creators import ImportedPost
from nahbar.kernel.errors import BadInput

GOOD = "Werbung | Das Lesezeichen Abo bringt jeden Monat ein Buch. Mit FUCHS10 spart ihr. @lesezeichen #herbstlese"


def found_in(text, **required):
    return {one.subject: one for one in check_text(text, "de", "photo", Required(**required), paid=True)}


def test_a_draft_without_its_label_is_told_why():
    label = found_in("Das Buch habe ich von @lesezeichen bekommen, wunderbar.")["label"]
    assert label.found is False
    assert label.message.render() == "This is advertising and does not say so."
    assert any("DE-3" in rule.render() for rule in label.rules)


def test_a_clear_label_at_the_beginning_is_found():
    label = found_in(GOOD)["label"]
    assert (label.found, label.quote) == (True, "Werbung")


@pytest.mark.parametrize(
    ("required", "subject", "good"),
    [
        ({"mentions": ["lesezeichen"]}, "mention", True),
        ({"mentions": ["@Lesezeichen"]}, "mention", True),
        ({"mentions": ["lese"]}, "mention", False),
        ({"hashtags": ["#herbstlese"]}, "hashtag", True),
        ({"hashtags": ["herbst"]}, "hashtag", False),
        ({"code": "fuchs10"}, "code", True),
        ({"code": "FUCHS1"}, "code", False),
    ],
)
def test_what_stands_in_the_text_is_found_as_a_whole_word(required, subject, good):
    assert found_in(GOOD, **required)[subject].found is good


def test_a_handle_is_not_the_beginning_of_another():
    assert found_in("Werbung @lesezeichen.berlin", mentions=["lesezeichen"])["mention"].found is False
    assert found_in("Werbung mit @lesezeichen.", mentions=["lesezeichen"])["mention"].found is True


def test_a_message_is_found_in_other_endings_and_quoted():
    one = found_in(GOOD, messages=["Jeden Monat kommt ein Buch im Lesezeichen-Abo"])["message"]
    assert one.found is True
    assert "bringt jeden Monat ein Buch" in one.quote


def test_a_message_that_is_not_there_is_left_to_the_reader():
    assert found_in(GOOD, messages=["Portofrei ab zwanzig Euro bestellen"])["message"].found is None


def test_a_link_outside_of_the_text_is_not_called_missing():
    assert found_in(GOOD, link="https://shop.example/l/fuchs")["link"].found is None
    assert found_in(GOOD + " shop.example/l/fuchs", link="https://shop.example/l/fuchs")["link"].found is True


@given(st.text(max_size=200), st.text(max_size=60))
def test_a_quote_is_always_from_the_text_and_never_breaks(text, phrase):
    quote = quote_of(phrase, text)
    assert (
        quote == phrase
        or all(part.strip() in text for part in quote.split("  "))
        or quote.replace(" ", "") in "".join(text.split())
    )


def test_findings_are_kept_as_they_were():
    for one in check_text(GOOD, "de", "photo", Required(messages=["a"], code="X"), paid=True):
        assert Finding.from_dict(one.to_dict()) == one


@pytest.mark.parametrize(
    "address",
    ["", "javascript:alert(1)", "ftp://a.example/x", "https://", "https://a.example/a b", "https://[", "x" * 501],
)
def test_an_address_that_no_browser_should_open_is_refused(address):
    with pytest.raises(BadInput):
        post_address(address)


def test_an_imported_post_is_known_by_its_address_or_id():
    posts = [
        ImportedPost("C1", 0, "a", "", "https://www.instagram.com/p/AB12/", False),
        ImportedPost("XY9", 0, "b", "", "", False),
    ]
    assert imported_twin("https://instagram.com/p/AB12", posts) is posts[0]
    assert imported_twin("https://instagram.com/p/XY9/?igsh=1", posts) is posts[1]
    assert imported_twin("https://instagram.com/p/other", posts) is None
    assert imported_twin("https://instagram.com", posts) is None
