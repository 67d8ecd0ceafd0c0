"""Samples by hashes: sizes and overlaps come out, bytes are read as the library reads them."""

from __future__ import annotations

import numpy as np
import pytest

from nahbar.measure.theta import common_theta, make_sketch, read_sketch, read_trusted, sample_of, shared


def keys(seed, n):
    return np.random.default_rng(seed).integers(-(2**63), 2**63, n)


@pytest.mark.parametrize("n", [0, 1, 2, 500, 4_096, 60_000])
def test_the_quick_reader_reads_what_the_library_reads(n):
    content = make_sketch(keys(n, n).tolist())
    checked, quick = read_sketch(content), read_trusted(content)
    assert quick.theta == pytest.approx(checked.theta)
    assert quick.hashes.tolist() == checked.hashes.tolist()
    # Standard error 1.6 %; five of them are exceeded once in two million.
    assert quick.size == pytest.approx(n, rel=0.08)


def test_shared_people_are_estimated():
    both = keys(1, 20_000).tolist()
    one = read_sketch(make_sketch([*both, *keys(2, 30_000).tolist()]))
    other = read_sketch(make_sketch([*both, *keys(3, 10_000).tolist()]))
    estimate, hashes = shared(one, other)
    # About 1,600 of the hashes are common: standard error 2.5 %, five of them 12 %.
    assert estimate == pytest.approx(20_000, rel=0.12)
    assert hashes > 1_000


def test_lists_are_sampled_by_their_keyed_hashes():
    sample = sample_of(keys(4, 50_000), 0.1)
    assert sample.size == pytest.approx(50_000, rel=0.08)
    assert len(sample.below(0.05)) == pytest.approx(2_500, rel=0.12)


def test_samples_are_cut_to_one_theta_and_to_what_fits():
    samples = [sample_of(keys(5, 1_000)), sample_of(keys(6, 50_000), 0.1)]
    assert common_theta(samples, 10**9) == 0.1
    assert common_theta(samples, 510) == pytest.approx(0.01, rel=0.1)


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00" * 40, make_sketch(range(9))[:-9]])
def test_bytes_that_are_no_sketch_are_refused(content):
    with pytest.raises(ValueError):
        read_sketch(content)
