"""The rules of the fit: every side by itself, with intervals that say what is not known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.creators.fit.audience_fit import AudienceFacts, audience_dimension, audience_parts, newest_insights
from nahbar.creators.fit.brand import MOST_PHRASES, check_brand
from nahbar.creators.fit.contracts import DIMENSIONS, Brand, Dimension, Fit, OwnPost, Persona
from nahbar.creators.fit.meaning_fit import Nearness, find_nearness, meaning_dimension, posts_against, posts_for
from nahbar.creators.fit.order import sorted_fits
from nahbar.creators.fit.places import age_range, city_name, country_code, gender_code, language_code
from nahbar.creators.fit.safety import find_safety, safety_dimension
from nahbar.creators.fit.sentence import fit_sentence
from nahbar.creators.fit.tone_fit import LEAST_CREATORS, USUAL_SPREAD, spread_among, tone_dimension, tone_lines
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg
from nahbar.language.tone import measure_tone

TEXTS = ("Ein neuer Roman liegt auf dem Tisch", "Der Teig muss über Nacht ruhen", "Heute Regen", "Krimi gelesen")
POSTS = [OwnPost(f"p{k}", text, 100 - k) for k, text in enumerate(TEXTS)]


def near(phrases, cosines, named=None):
    cosines = np.array(cosines, dtype=np.float32)
    cosines = cosines if cosines.ndim == 2 else cosines.reshape(-1, 1)
    return Nearness(phrases, cosines, np.zeros(cosines.shape, bool) if named is None else np.array(named, bool))


def test_posts_near_by_meaning_or_by_interest_count():
    vectors = np.eye(4, 512, dtype=np.float32)
    phrase = np.zeros((1, 512), dtype=np.float32)
    phrase[0, 1] = 1.0
    found = find_nearness(["Bücher"], phrase, TEXTS, vectors, by_interest=True)
    assert found.near.tolist() == [True, True, False, True]
    assert find_nearness(["Bücher"], phrase, TEXTS, vectors).near.tolist() == [False, True, False, False]


def test_the_topic_fit_is_a_share_with_its_interval():
    one = meaning_dimension("topics", near(["a"], [0.5, 0.1, 0.3, 0.0]))
    assert (one.value, one.n) == (0.5, 4)
    assert 0 < one.low < 0.5 < one.high < 1


@pytest.mark.parametrize("found", [near(["a"], [0.5, 0.6]), near((), np.empty((4, 0)))])
def test_too_few_posts_or_no_wish_cannot_be_told(found):
    assert meaning_dimension("topics", found).value is None


def test_three_posts_for_and_three_against_are_quoted():
    found = near(["a", "b"], [[0.5, 0.1], [0.1, 0.6], [0.0, 0.05], [0.15, 0.0]])
    banned = near(["x"], [0.0, 0.0, 0.0, 0.4])
    assert [(one.post_id, one.nearest) for one in posts_for(found, POSTS)] == [("p1", "b"), ("p0", "a")]
    against = posts_against(found, banned, POSTS)
    assert [(one.post_id, one.nearest) for one in against] == [("p3", "x"), ("p2", "b")]


def test_a_post_that_names_a_topic_shows_it_best():
    found = near(["a"], [0.9, 0.1, 0.0, 0.3], [[0], [1], [0], [0]])
    assert posts_for(found, POSTS)[0].post_id == "p1"


def test_the_same_tone_is_near_one_and_another_is_not():
    ours = measure_tone(["Wir lesen vor. Kommt vorbei.", "Der Tisch ist gedeckt.", "Ein Roman von der Küste."] * 4)
    theirs = measure_tone(
        ["OMG ich liebe es!!! 😍😍 #mega", "Mein Traum!!! 😍", "Das allerbeste Buch!!! #wow #love"] * 4
    )
    same, other = (tone_dimension(ours, one, USUAL_SPREAD) for one in (ours, theirs))
    assert same.value > 0.9
    assert other.value < 0.6
    assert other.high < same.high
    assert tone_lines(ours, theirs, USUAL_SPREAD)[0].feature in ("exclamations", "superlatives", "emoji", "hashtags")


def test_tone_needs_texts_on_both_sides():
    some = measure_tone(["Ein Satz."] * 6)
    assert tone_dimension(some[:2], some, USUAL_SPREAD).value is None
    assert tone_dimension(some, some[:4], USUAL_SPREAD).value is None
    assert tone_lines(some[:0], some, USUAL_SPREAD) == []


def test_the_spread_among_few_creators_is_the_usual_one_and_never_shrinks_to_nothing():
    some = measure_tone(["Ein Satz.", "Noch ein Satz, länger."] * 3)
    assert spread_among([some] * (LEAST_CREATORS - 1)) is USUAL_SPREAD
    assert (spread_among([some] * LEAST_CREATORS) == 0.5 * USUAL_SPREAD).all()


@settings(max_examples=25)
@given(st.lists(st.text(max_size=60), min_size=3, max_size=8), st.lists(st.text(max_size=60), min_size=5, max_size=9))
def test_a_tone_fit_lies_inside_its_interval(ours, theirs):
    one = tone_dimension(measure_tone(ours), measure_tone(theirs), USUAL_SPREAD)
    assert 0 <= one.low <= one.value <= one.high <= 1


AGES = [("18-24", 0.3), ("25-34", 0.4), ("35-44", 0.2), ("65+", 0.1)]


def test_ages_that_are_cut_widen_the_interval():
    persona, facts = Persona(age_from=30, age_to=44), AudienceFacts({"age": AGES})
    ((part,), unknown) = audience_parts(persona, facts)
    assert (part.low, part.value, part.high) == (pytest.approx(0.2), pytest.approx(0.4), pytest.approx(0.6))
    assert unknown == []


def test_a_value_that_the_list_leaves_out_may_hide_in_the_rest():
    facts = AudienceFacts({"country": [("Germany", 0.6), ("Schweiz", 0.1)]})
    ((part,), _) = audience_parts(Persona(countries=["DE"]), facts)
    assert (part.value, part.low, part.high) == (0.6, 0.6, 0.6)
    ((part,), _) = audience_parts(Persona(countries=["DE", "AT"]), facts)
    assert (part.value, part.low, part.high) == (0.6, 0.6, pytest.approx(0.9))


def test_insights_beat_commenters_and_commenters_stand_in_for_them():
    persona = Persona(languages=["de"], cities=["Köln"])
    stated = AudienceFacts({"language": [("German", 0.7)], "city": [("Köln, NRW", 0.2)]}, {"en": 10})
    parts, _ = audience_parts(persona, stated)
    assert [(one.dimension, one.value) for one in parts] == [("city", 0.2), ("language", 0.7)]
    parts, unknown = audience_parts(persona, AudienceFacts(languages={"de": 9, "en": 1}))
    assert [(one.dimension, one.value) for one in parts] == [("language", 0.9)]
    assert unknown == ["city"]
    assert parts[0].low < 0.9 < parts[0].high


def test_interests_lie_between_the_most_named_one_and_their_sum():
    facts = AudienceFacts(interests={"books": 30, "crafts": 20}, profiles=100)
    ((part,), _) = audience_parts(Persona(interests=["Bücher", "Basteln"]), facts)
    assert part.low < 0.3 <= part.value <= 0.5 < part.high


def test_the_audience_says_how_much_of_the_persona_is_known():
    parts, unknown = audience_parts(Persona(age_from=30, genders=["female"]), AudienceFacts({"age": AGES}))
    one = audience_dimension(parts, unknown)
    assert (one.n, one.coverage.render()) == (1, "1 of 2 sides of the persona can be compared")
    assert audience_dimension([], ["age"]).value is None
    assert audience_dimension([], []).value is None


def test_the_insights_that_were_stated_last_count():
    rows = [("age", "18-24", 0.5, 1), ("age", "18-24", 0.4, 2), ("city", "Kiel", 0.1, 1)]
    assert newest_insights(rows) == {"age": [("18-24", 0.4)], "city": [("Kiel", 0.1)]}


@settings(max_examples=50)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=6), st.integers(0, 90), st.integers(0, 10))
def test_an_audience_fit_lies_inside_its_interval(shares, age, more):
    total = sum(shares) or 1.0
    ages = [(f"{10 * k + 10}-{10 * k + 19}", share / total) for k, share in enumerate(shares)]
    parts, _ = audience_parts(Persona(age_from=age, age_to=age + more), AudienceFacts({"age": ages}))
    assert all(0 <= one.low <= one.value + 1e-9 and one.value <= one.high + 1e-9 <= 1 + 2e-9 for one in parts)


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (country_code, "Deutschland", "DE"),
        (country_code, "austria", "AT"),
        (country_code, "ch", "CH"),
        (country_code, "Mittelerde", None),
        (language_code, "Deutsch", "de"),
        (language_code, "en-GB", "en"),
        (language_code, "Elbisch", None),
        (gender_code, "Frauen", "female"),
        (gender_code, "M", "male"),
        (gender_code, "?", None),
        (city_name, "Berlin, Germany", "berlin"),
        (age_range, "25–34 Jahre", (25, 34)),
        (age_range, "65+", (65, 100)),
        (age_range, "jung", None),
        (age_range, "90-20", None),
    ],
)
def test_names_are_brought_to_codes(read, text, code):
    assert read(text) == code


def test_safety_quotes_and_counts_posts_not_finds():
    posts = [
        OwnPost("a", "Du Vollidiot, du Arschloch", 1),
        OwnPost("b", "Sportwetten lohnen sich", 2),
        OwnPost("c", "x", 3),
    ]
    banned = near(["Sportwetten"], [0.0, 0.5, 0.0], [[0], [1], [0]])
    found = find_safety(posts, banned)
    assert [(one.kind, one.post_id) for one in found] == [("insult", "a"), ("insult", "a"), ("banned", "b")]
    assert safety_dimension(posts, found).value == pytest.approx(1 / 3)
    assert safety_dimension(posts[:2], []).value is None


def dimensions(**values):
    return {
        name: Dimension(name, values.get(name), max(0.0, values.get(name, 0) - 0.1), 1.0, 10, msg("10 posts"))
        for name in DIMENSIONS
    }


def test_the_sentence_says_what_is_near_and_what_cannot_be_told():
    said = fit_sentence("Ada", dimensions(topics=0.8, tone=0.9), 2).render()
    assert said == (
        "Ada: 8 of 10 recent posts are near your topics; the tone is near yours; 2 passages to read before booking; "
        "cannot tell yet: audience, values, look, safety."
    )
    assert fit_sentence("Ada", dimensions(), 0).render() == "Ada: cannot tell yet, too little is known."


def test_the_sentence_says_on_how_much_of_the_persona_the_audience_rests():
    rests_on = msg("{n} of {wanted} sides of the persona can be compared", n=1, wanted=4)
    known = Dimension("audience", 0.96, 0.8, 1.0, 1, rests_on)
    said = fit_sentence("Ada", {**dimensions(), "audience": known}, 0).render()
    assert "as far as can be told (1 of 4 sides of the persona can be compared)" in said


def test_lists_are_sorted_by_one_side_and_unknown_values_come_last():
    fits = [Fit("x", name, name, dimensions(**values), msg("")) for name, values in
            (("a", {"tone": 0.2}), ("b", {}), ("c", {"tone": 0.9}))]  # fmt: skip
    assert [one.handle for one in sorted_fits(fits, "-tone")] == ["c", "a", "b"]
    assert [one.handle for one in sorted_fits(fits, "tone")] == ["a", "c", "b"]
    assert [one.handle for one in sorted_fits(fits, "-name")] == ["c", "b", "a"]
    with pytest.raises(BadInput):
        sorted_fits(fits, "score")


def test_a_profile_is_brought_to_codes():
    given = Brand(Persona(countries=["Deutschland", "DE", ""], languages=["German"], genders=["Frau"]), [" a  b ", ""])
    checked, wrong = check_brand(given)
    assert wrong == []
    assert (checked.persona.countries, checked.persona.languages, checked.persona.genders) == (
        ["DE"],
        ["de"],
        ["female"],
    )
    assert checked.topics == ["a b"]


@pytest.mark.parametrize(
    ("brand", "field"),
    [
        (Brand(Persona(countries=["Mittelerde"])), "countries"),
        (Brand(Persona(languages=["Elbisch"])), "languages"),
        (Brand(Persona(genders=["x9"])), "genders"),
        (Brand(Persona(age_from=-1)), "age_from"),
        (Brand(Persona(age_from=40, age_to=30)), "age_to"),
        (Brand(topics=[str(k) for k in range(MOST_PHRASES + 1)]), "topics"),
        (Brand(banned=["x" * 101]), "banned"),
        (Brand(Persona(values=["x" * 101])), "values"),
        (Brand(palette=["red"]), "palette"),
        (Brand(palette=[f"#00000{k}" for k in range(9)]), "palette"),
        (Brand(texts=["x" * 5_001]), "texts"),
        (Brand(tone="x" * 501), "tone"),
    ],
)
def test_what_is_wrong_stands_with_its_field(brand, field):
    _, wrong = check_brand(brand)
    assert [one.kind for one in wrong] == [field]
