"""How long a fetch waits: the service's own words first, then longer each time, with an end."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nahbar.creators.bluesky.waits import (
    LONGEST_WAIT_SECONDS,
    MOST_PATIENCE_SECONDS,
    TRIES,
    wait_after_answer,
    wait_after_refusal,
)
from tests.conftest import NOW

# Figures, dates and nonsense; the whole of Unicode would take longer to draw than to test.
WORDS = st.text("0123456789.-+eEinfa: ", max_size=16) | st.integers(-10, 4_000).map(str) | st.just(str(NOW + 60))


@pytest.mark.parametrize("attempt", range(1, TRIES))
def test_waits_double(attempt):
    assert wait_after_refusal(503, {}, attempt, NOW) == min(LONGEST_WAIT_SECONDS, 2 ** (attempt - 1))


def test_it_ends():
    assert wait_after_refusal(503, {}, TRIES, NOW) is None


@pytest.mark.parametrize("status", [400, 401, 404])
def test_a_refusal_that_stays_is_not_tried_again(status):
    assert wait_after_refusal(status, {}, 1, NOW) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "40"}, 40),
        ({"retry-after": "Mon, 21 Sep 2026 14:14:10 GMT"}, 50),
        ({"ratelimit-reset": str(NOW + 90)}, 90),
        ({"retry-after": "3", "ratelimit-reset": str(NOW + 90)}, 3),
        ({"retry-after": "soon", "ratelimit-reset": "never"}, 1),
    ],
)
def test_what_the_service_asks_for_is_kept(headers, seconds):
    assert wait_after_refusal(429, headers, 1, NOW) == seconds


def test_who_asks_for_an_hour_is_left():
    assert wait_after_refusal(429, {"retry-after": "3600"}, 1, NOW) is None


# The first draw reads the constants of the whole project, which takes a second on a busy machine.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(WORDS, WORDS, st.integers(1, 10), st.sampled_from([None, 429, 500, 503]))
def test_no_header_makes_it_wait_backwards_or_for_ever(asked, reset, attempt, status):
    headers = {"retry-after": asked, "ratelimit-reset": reset, "ratelimit-remaining": asked}
    wait = wait_after_refusal(status, headers, attempt, NOW)
    assert wait is None or 0 < wait <= MOST_PATIENCE_SECONDS
    assert 0 <= wait_after_answer(headers, NOW) <= MOST_PATIENCE_SECONDS
