"""Touchpoints and the journal: what may be a touchpoint, and each event once."""

from __future__ import annotations

import msgspec
import pytest
import sqlalchemy as sa

from nahbar.kernel.journal import append, journal, known_event
from nahbar.kernel.touchpoints import BY_CONTRACT, KINDS, NotATouchpoint, Touchpoint, event_key
from tests.conftest import NOW, both_engines

MOMENT = NOW * 1_000_000


def click(number, **more):
    return Touchpoint(**{"id": f"event-{number}", "time": MOMENT + number, "kind": "click", **more})


def rows(house):
    with house.store.read() as connection:
        return connection.execute(sa.select(journal).order_by(journal.c.seq)).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("consent", [True, False, None])
def test_a_person_needs_consent_or_a_contract(kind, consent):
    if consent or kind in BY_CONTRACT:
        assert click(1, kind=kind, person="p1", consent=consent).person == "p1"
    else:
        with pytest.raises(NotATouchpoint, match="consent") as caught:
            click(1, kind=kind, person="p1", consent=consent)
        assert caught.value.column == "person"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", ""),
        ("id", "x" * 201),
        ("id", "a\x00b"),
        ("id", "a\ud800"),
        ("kind", "purchase"),
        ("time", 0),
        ("time", MOMENT * 1_000),
        ("campaign", "two\nlines"),
        ("campaign", ""),
        ("link", "x" * 201),
    ],
)
def test_what_is_no_touchpoint_is_refused_by_its_column(column, value):
    with pytest.raises(NotATouchpoint) as caught:
        click(1, **{column: value})
    assert caught.value.column == column


@pytest.mark.parametrize(
    ("money", "column"),
    [
        ({"value_cents": 100}, "currency"),
        ({"currency": "EUR"}, "value"),
        ({"value_cents": 100, "currency": "eur"}, "currency"),
        ({"value_cents": 10**13, "currency": "EUR"}, "value"),
    ],
)
def test_money_needs_both_of_its_halves(money, column):
    with pytest.raises(NotATouchpoint) as caught:
        click(1, kind="deal", **money)
    assert caught.value.column == column


def test_the_refusal_reaches_whoever_decodes_json():
    with pytest.raises(msgspec.ValidationError, match="kind"):
        msgspec.json.decode(b'{"id":"1","time":1790000000000000,"kind":"purchase"}', type=Touchpoint)


@both_engines
def test_each_event_is_kept_once_with_all_it_says(house):
    whole = click(
        1,
        kind="deal",
        person="p1",
        creator="instagram/lese.fuchs",
        post="instagram/1",
        campaign="spring",
        link="lf",
        code="LESE10",
        channel="link",
        value_cents=1999,
        currency="EUR",
        assignment="pages/b",
        consent=True,
    )
    with house.store.write() as connection:
        assert append(connection, [whole, click(2), click(2, kind="view")], MOMENT) == 2
    with house.store.write() as connection:
        assert append(connection, [click(2), click(3)], MOMENT + 1) == 1
        assert append(connection, [], MOMENT) == 0
    kept = rows(house)
    assert [one.id for one in kept] == ["event-1", "event-2", "event-3"]
    assert {name: getattr(kept[0], name) for name in Touchpoint.__struct_fields__} == msgspec.structs.asdict(whole)
    assert (kept[1].kind, kept[1].consent, kept[1].received_at) == ("click", None, MOMENT)


@both_engines
def test_an_event_that_was_sealed_is_known_though_its_row_is_gone(house):
    with house.store.write() as connection:
        connection.execute(known_event.insert().values(key=event_key("event-1"), day=20_000))
        assert append(connection, [click(1), click(2)], MOMENT) == 1
    assert [one.id for one in rows(house)] == ["event-2"]


@both_engines
def test_a_transaction_that_fails_keeps_nothing(house):
    def fail():
        with house.store.write() as connection:
            append(connection, [click(1)], MOMENT)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert rows(house) == []


@both_engines
def test_sequence_numbers_are_never_used_twice(house):
    with house.store.write() as connection:
        append(connection, [click(1), click(2)], MOMENT)
    last = rows(house)[-1].seq
    with house.store.write() as connection:
        connection.execute(journal.delete())
        append(connection, [click(3)], MOMENT)
    assert rows(house)[0].seq > last
