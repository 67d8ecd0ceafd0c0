"""Who is silent: what is known of single people, the bounds, the way to a lead, the page."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nahbar.campaigns.leads.contracts import NewLead
from nahbar.campaigns.leads.service.recording import record_leads
from nahbar.kernel.clock import now
from nahbar.kernel.journal.appending import append
from nahbar.kernel.touchpoints import Touchpoint
from nahbar.worth.silence.bounding import Known, bounded
from nahbar.worth.silence.service import silence_of
from tests.creators.tables import DAY, START
from tests.web import texts

PAGE = "/worth/silent"


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=40))
def test_bounds_hold_the_truth_whoever_is_unknown(people):
    known = [Known("c", "link", reacted if told else None) for reacted, told in people]
    # As many reactions as there were people who reacted: the tightest that can be true.
    found = bounded(known, {"c": sum(reacted for reacted, _ in people)})
    truth = sum(not reacted for reacted, _ in people) / len(people) if people else 0.5
    assert found.lowest <= found.low <= found.high <= found.highest or not people
    assert found.low - 1e-9 <= truth <= found.high + 1e-9
    assert found.reacted + found.silent + found.unknown == found.n


def test_more_leads_than_reactions_means_that_some_were_silent():
    found = bounded([Known("c", "code", None)] * 10, {"c": 4})
    assert (found.silent, found.low, found.high) == (6, 0.6, 1.0)
    assert bounded([Known("c", "code", None)] * 10, {}).low == 0.0


def _lead(key, at, consent=True, **answers):
    return NewLead(key, at, "form", person=key, consent=consent, answers=answers)


def test_reactions_handles_and_words_count_only_with_consent(earned_house):
    before = silence_of(earned_house).leads
    later = START + 20 * DAY
    record_leads(
        earned_house,
        [
            _lead("ada", later),
            _lead("cleo", later, instagram="@leserin3"),
            _lead("dora", later, instagram="@leserin3", consent=False),
            _lead("emil", later, instagram="@niemand", reacted="nein"),
            _lead("fred", later, reacted="yes"),
        ],
    )
    found = silence_of(earned_house).leads
    assert found.n == before.n + 5
    # Ada liked before, Cleo's handle wrote a comment, Fred says so; Dora did not consent; Emil says he never did.
    assert found.reacted == before.reacted + 3
    assert found.silent == before.silent + 1


def test_a_reaction_after_the_lead_does_not_count(earned_house):
    record_leads(earned_house, [_lead("ada", START)])
    assert silence_of(earned_house).leads.reacted == 0


def _visitors(house, n=60):
    """Add people with consent: every third asks within days, one in six reacted before."""
    rng = np.random.default_rng(9)
    points, leads = [], []
    for k in range(n):
        first = now() - int(rng.uniform(20, 90) * DAY)
        shared = {"person": f"p{k}", "consent": True}
        points.append(Touchpoint(id=f"v{k}", time=first * 1_000_000, kind="visit", **shared))
        if k % 6 == 1:
            points.append(Touchpoint(id=f"r{k}", time=(first + 60) * 1_000_000, kind="reply", **shared))
        if k % 3 == 0:
            leads.append(NewLead(f"lead-{k}", first + int(rng.weibull(1.0) * 3 * DAY), "form", person=f"p{k}"))
    with house.store.write() as connection:
        append(connection, points, now())
    record_leads(house, leads)


def test_the_way_leaves_out_who_reacted_and_counts_who_waits(earned_house):
    _visitors(earned_house)
    way = silence_of(earned_house).way
    # Ten of sixty reacted, and Ada; Ben waits with the others.
    assert way.people == 60 - 10 + 1
    assert 0 < way.leads <= 20
    assert way.cure.low < way.leads / way.people < way.cure.high


def test_too_few_leads_say_that_the_way_cannot_be_told(nb, earned):
    answer = nb("worth", "silent", "--json").json
    assert answer["way"]["share_ever"] is None
    assert "cannot be told yet" in answer["notes"][0]
    assert answer["leads"]["share_silent"]["bounds"] == [0.0, 1.0]
    assert "silent" in nb("worth", "silent").out


def test_the_page_shows_bounds_and_the_way(reader, earned_house):
    assert "The way from contact to lead cannot be told yet" in texts(reader.get(PAGE).text)
    _visitors(earned_house)
    page = texts(reader.get(PAGE).text)
    assert "of the leads come from people who never reacted in public before" in page
    assert "Who has not asked yet counts as waiting, not as lost." in page


def test_whose_reactions_are_merely_not_recorded_are_not_called_silent(nb, earned, reader):
    assert "silent people with consent" not in nb("worth", "silent", "--workspace", earned).out
    page = texts(reader.get("/worth/silent").text)
    assert "silent people with consent" not in page
    assert "no reaction is recorded" in page or "no recorded reaction" in page


def test_an_empty_workspace_says_what_is_needed(bare_reader):
    assert "It needs leads or deals." in texts(bare_reader.get(PAGE).text)
