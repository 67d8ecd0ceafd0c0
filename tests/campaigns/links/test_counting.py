"""Which clicks are people's: programs, previews, storms and double clicks; records that survive a torn file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.campaigns.links import records
from nahbar.campaigns.links.agents import is_program
from nahbar.campaigns.links.counting import BOT, MOST_A_MINUTE, PEOPLE, REPEAT, SECOND, Memory, forget, judge
from nahbar.campaigns.links.records import Click

MINUTE = 1_790_000_040 * SECOND  # a full minute
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1"
)
INSTAGRAM = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.0.0 "
    "Mobile Safari/537.36 Instagram 331.0.0.37.90 Android"
)


def click(seconds, address=1, agent=1, link=1, flags=0):
    return Click(MINUTE + round(seconds * SECOND), address, agent, link, flags, 0, records.NO_CLICK_ID, 0)


def kinds(*clicks):
    return [kind for _, kind in judge(clicks, Memory())]


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "  ",
        "curl/8.5.0",
        "python-requests/2.32",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "WhatsApp/2.23.20.0",
        "TelegramBot (like TwitterBot)",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "node",
        "okhttp/4.12.0",
    ],
)
def test_programs_and_link_previews_are_known(agent):
    assert is_program(agent)


@pytest.mark.parametrize("agent", [IPHONE, INSTAGRAM, IPHONE * 20])
def test_browsers_and_apps_are_people(agent):
    assert not is_program(agent)


def test_a_double_click_is_merged_into_the_first():
    assert kinds(click(0), click(0.4), click(9.9), click(10.1)) == [PEOPLE, REPEAT, REPEAT, PEOPLE]


@pytest.mark.parametrize("other", [{"address": 2}, {"agent": 2}, {"link": 2}])
def test_another_visitor_or_another_link_is_no_repeat(other):
    assert kinds(click(0), click(1, **other)) == [PEOPLE, PEOPLE]


@pytest.mark.parametrize("flag", [records.PROGRAM, records.AHEAD])
def test_what_says_so_itself_is_a_program_and_hides_nobody(flag):
    assert kinds(click(0, flags=flag), click(1), click(2, flags=flag)) == [BOT, PEOPLE, BOT]


def test_a_storm_from_one_address_is_a_program_from_the_thirty_first_on():
    storm = [click(k, link=k) for k in range(50)]
    assert kinds(*storm) == [PEOPLE] * MOST_A_MINUTE + [BOT] * (50 - MOST_A_MINUTE)


def test_after_the_storm_the_address_is_people_again():
    storm = [click(k, link=k) for k in range(50)]
    assert kinds(*storm, click(60, link=99))[-1] == PEOPLE


def test_the_memory_is_carried_on_between_runs():
    memory = Memory()
    list(judge([click(0)], memory))
    kept = Memory.from_lists(forget(memory, MINUTE + 5 * SECOND).to_lists())
    assert [kind for _, kind in judge([click(6)], kept)] == [REPEAT]


def test_what_cannot_matter_any_more_is_forgotten():
    memory = Memory()
    list(judge([click(k, address=k) for k in range(40)], memory))
    assert forget(memory, MINUTE + 300 * SECOND) == Memory()


clicks = st.builds(
    Click,
    st.integers(0, 2**63),
    st.integers(0, 2**64 - 1),
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**32 - 1),
    st.integers(0, 3),
    st.integers(0, 7),
    st.binary(min_size=16, max_size=16),
    st.just(0),
)


@given(st.lists(clicks, max_size=5), st.integers(0, records.SIZE - 1))
def test_a_record_reads_as_it_was_written_and_a_begun_one_is_left_out(written, cut):
    content = b"".join(records.encode(*one[:7]) for one in written)
    begun = records.encode(1, 2, 3, 4, 0, 0, records.NO_CLICK_ID)[:cut]
    found = list(records.decode(content + begun, 7))
    assert found == [one._replace(place=7 + k) for k, one in enumerate(written)]


@given(st.integers(0, records.SIZE * 8 - 1))
def test_a_flipped_bit_is_noticed_and_the_next_record_found(bit):
    content = bytearray(records.encode(1, 2, 3, 4, 1, 0, bytes(range(16))) * 2)
    content[bit // 8] ^= 1 << bit % 8
    first, second = records.decode(bytes(content), 0)
    # Two spare bytes are covered by the checksum too.
    assert first is None
    assert second is not None


def test_zeros_that_a_power_cut_left_are_no_click():
    assert list(records.decode(bytes(records.SIZE), 0)) == [None]
