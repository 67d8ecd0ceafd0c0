"""Colours in OKLab, palettes and the distance between them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.creators.fit.contracts import Brand
from nahbar.creators.fit.look import look_dimension, summarise_look
from nahbar.creators.fit.palette import (
    UNRELATED,
    close_colours,
    colourfulness,
    hex_palette,
    measure_look,
    palette_distance,
    to_hex,
    to_oklab,
)


def picture(*colours):
    rows = [np.full((20, 30, 3), colour, dtype=np.uint8) for colour in colours]
    return np.concatenate(rows)


def test_oklab_is_what_its_author_published():
    # Ottosson 2020: XYZ of D65 white is (1, 0, 0); sRGB red is (0.628, 0.225, 0.126) in the CSS Color 4 examples.
    assert to_oklab(np.array([255, 255, 255])) == pytest.approx([1, 0, 0], abs=1e-4)
    assert to_oklab(np.array([255, 0, 0])) == pytest.approx([0.6280, 0.2249, 0.1258], abs=1e-3)
    assert to_oklab(np.array([0, 0, 0])) == pytest.approx([0, 0, 0])


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_a_colour_survives_the_way_there_and_back(rgb):
    assert to_hex(to_oklab(np.array(rgb))) == "#{:02x}{:02x}{:02x}".format(*rgb)


def test_a_palette_holds_the_colours_with_their_shares():
    look = measure_look(picture((200, 30, 30), (200, 30, 30), (20, 60, 200)))
    assert [to_hex(row[:3]) for row in look.palette] == ["#c81e1e", "#143cc8"]
    assert [row[3] for row in look.palette] == pytest.approx([2 / 3, 1 / 3])


def test_grey_has_no_colour_and_an_even_picture_no_contrast():
    look = measure_look(picture((128, 128, 128)))
    assert look.colourfulness == pytest.approx(0)
    assert look.contrast == pytest.approx(0)


def test_colourfulness_is_the_published_formula():
    pixels = np.array([[255, 0, 0], [0, 0, 255]], dtype=np.uint8)
    one, other = np.array([255.0, 0.0]), np.array([127.5, -255.0])
    wanted = np.hypot(one.std(), other.std()) + 0.3 * np.hypot(one.mean(), other.mean())
    assert colourfulness(pixels) == pytest.approx(wanted)


COLOURS = st.lists(
    st.tuples(st.floats(0, 1), st.floats(-0.4, 0.4), st.floats(-0.4, 0.4), st.floats(0.05, 1)), min_size=1, max_size=5
).map(np.array)


@settings(max_examples=40, deadline=None)
@given(COLOURS, COLOURS, COLOURS)
def test_the_distance_of_palettes_is_a_metric(one, other, third):
    there, back = palette_distance(one, other), palette_distance(other, one)
    assert there == pytest.approx(back, abs=1e-7)
    assert palette_distance(one, one) == pytest.approx(0, abs=1e-7)
    assert there <= palette_distance(one, third) + palette_distance(third, other) + 1e-7


def test_single_colours_are_as_far_as_oklab_says():
    red, blue = hex_palette(["#ff0000"]), hex_palette(["#0000ff"])
    assert palette_distance(red, blue) == pytest.approx(np.linalg.norm(red[0, :3] - blue[0, :3]))


def test_the_distance_of_unrelated_colours_is_what_the_cube_gives():
    rng = np.random.default_rng(5)
    one, other = (to_oklab(rng.uniform(0, 255, (100_000, 3))) for _ in range(2))
    # The mean of 100,000 distances has a standard error of 0.0005.
    assert np.linalg.norm(one - other, axis=1).mean() == pytest.approx(UNRELATED, abs=0.003)
    assert close_colours(UNRELATED) == 0
    assert close_colours(0) == 1


@pytest.mark.parametrize("text", ["red", "#12345", "#1234567", "#gggggg", ""])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ValueError):
        hex_palette([text])


def test_pictures_in_the_brands_colours_are_near_and_others_are_not():
    brand = Brand(palette=["#c81e1e"])
    red = [measure_look(picture((200, 30, 30 + k))) for k in range(4)]
    blue = [measure_look(picture((20, 60, 200 + k))) for k in range(4)]
    assert look_dimension(brand, red).value > 0.95
    assert look_dimension(brand, blue).high < 0.2
    mixed = look_dimension(brand, red + blue)
    assert mixed.low < mixed.value < mixed.high


def test_without_colours_or_pictures_it_cannot_be_told():
    some = [measure_look(picture((1, 2, 3)))] * 5
    assert look_dimension(Brand(), some).value is None
    assert look_dimension(Brand(palette=["#000000"]), some[:2]).value is None
    assert summarise_look(Brand(), []) is None


def test_sample_pictures_stand_in_for_named_colours():
    ours = [measure_look(picture((200, 30, 30)))]
    assert look_dimension(Brand(images=ours), ours * 3).value == pytest.approx(1)
    assert summarise_look(Brand(images=ours), ours * 3).brand["contrast"] == pytest.approx(0)
