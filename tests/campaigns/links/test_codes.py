"""Coupon codes: made, told apart, and watched for leaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.campaigns.links.codes import LETTERS, folded, is_whole, make_code, read_code
from nahbar.campaigns.links.leaks import CANNOT_TELL, LEAKED, NO_SIGN, Use, judge_leak
from nahbar.campaigns.links.service.codes import add_code, end_code, list_codes
from nahbar.kernel.errors import BadInput, Conflict, NotFound
from nahbar.kernel.journal import append
from nahbar.kernel.touchpoints import Touchpoint
from tests.campaigns.links.visiting import ALICE
from tests.conftest import NOW, both_engines

FUCHS, BERT = "instagram/lese.fuchs", "instagram/buchbert"


@given(st.text(max_size=60), st.sets(st.text("ABCDEFGHJK", min_size=4, max_size=6), max_size=3))
def test_a_made_code_is_free_readable_and_whole(name, taken):
    code = make_code(name, {folded(one) for one in taken})
    assert code not in taken
    assert set(code) <= set(LETTERS)
    assert 4 <= len(code) <= 14
    assert is_whole(code)
    assert read_code(code.lower()) == code


def test_a_code_begins_like_the_name():
    assert make_code("buchbert", set()).startswith("BUCHBERT")


@given(st.text(LETTERS, min_size=4, max_size=10), st.data())
def test_one_wrong_letter_and_two_swapped_ones_are_noticed(name, data):
    code = make_code(name, set())
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from(LETTERS).filter(lambda letter: letter != code[place]))
    assert not is_whole(code[:place] + wrong + code[place + 1 :])
    swapped = code[:place] + code[place : place + 2][::-1] + code[place + 2 :]
    assert is_whole(swapped) == (swapped == code)


@pytest.mark.parametrize("text", ["", "AB", "A" * 31, "ÄÖÜ5", "AB!C"])
def test_what_cannot_be_a_code_is_refused(text):
    with pytest.raises(BadInput):
        read_code(text)


@both_engines
def test_a_code_belongs_to_one_creator_for_ever(house):
    made = add_code(house, {"creator": FUCHS}, ALICE)
    assert add_code(house, {"creator": FUCHS, "code": made}, ALICE) == made
    for creator in (BERT, FUCHS):
        end = creator == FUCHS
        if end:
            end_code(house, made, ALICE)
        with pytest.raises(Conflict) as refused:
            add_code(house, {"creator": creator, "code": made.lower()}, ALICE)
        assert refused.value.kind == "code"
    assert [line.code for line in list_codes(house)] == [made]


def test_a_code_that_looks_like_anothers_is_refused(house):
    add_code(house, {"creator": FUCHS, "code": "BOOK10"}, ALICE)
    with pytest.raises(Conflict):
        add_code(house, {"creator": BERT, "code": "B00KIO"}, ALICE)


def test_two_creators_of_one_name_get_two_codes(house):
    codes = {add_code(house, {"creator": f"{platform}/buchbert"}, ALICE) for platform in ("instagram", "tiktok")}
    assert len({folded(code) for code in codes}) == 2


def test_an_unknown_code_cannot_be_ended(house):
    with pytest.raises(NotFound):
        end_code(house, "NOWHERE", ALICE)


@pytest.mark.parametrize(
    ("uses", "verdict"),
    [
        ([], CANNOT_TELL),
        ([Use("", "", 500)], CANNOT_TELL),
        ([Use("instagram", "", 9)], CANNOT_TELL),
        ([Use("instagram", "", 40), Use("tiktok", "", 4)], NO_SIGN),
        ([Use("instagram", FUCHS, 40)], NO_SIGN),
        ([Use("instagram", "", 20), Use("tiktok", "", 20)], LEAKED),
        ([Use("instagram", FUCHS, 20), Use("instagram", BERT, 20)], LEAKED),
        ([Use("instagram", "", 400), Use("https://www.mydealz.de/x", "", 1)], LEAKED),
    ],
)
def test_a_leak_needs_evidence(uses, verdict):
    judged = judge_leak(FUCHS, uses)
    assert judged.verdict == verdict
    assert bool(judged.innocent) == (verdict == LEAKED)
    assert judged.interval[0] <= judged.interval[1]


def test_a_code_on_a_coupon_site_is_found_in_the_journal(house):
    code = add_code(house, {"creator": FUCHS}, ALICE)
    points = [
        Touchpoint(id=f"d{k}", time=NOW * 1_000_000, kind="deal", code=code, channel=channel)
        for k, channel in enumerate(["instagram"] * 3 + ["gutscheine.de"])
    ]
    with house.store.write() as connection:
        append(connection, points, NOW * 1_000_000)
    (line,) = list_codes(house)
    assert (line.leak.verdict, line.leak.uses, line.leak.outside) == (LEAKED, 4, 1)
    assert "gutscheine.de" in line.leak.evidence[0].render()
