"""The size curves and what is usual, as they are kept: fitted anew when the data or the method changed, else read."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.creators.service.reports import vetting
from nahbar.creators.tables.schema import size_curve
from tests.conftest import both_engines
from tests.creators.tables import CREATORS, post_rows, write_table


@pytest.fixture
def fitted(house, tmp_path, monkeypatch):
    """A house whose curves were fitted once, and the list that every further fit is noted in."""
    import_file(house, "creators", write_table(tmp_path / "creators.csv", CREATORS), Choice(), "test")
    import_file(
        house, "posts", write_table(tmp_path / "posts.csv", post_rows("instagram", "buchbert", 6)), Choice(), "test"
    )
    vetting.curves_for_one(house)
    fits = []
    fit = vetting.fit_curves
    monkeypatch.setattr(vetting, "fit_curves", lambda *given: fits.append(given) or fit(*given))
    return house, fits


def states(house):
    with house.store.read() as connection:
        return connection.execute(sa.select(size_curve.c.state).distinct()).scalars().all()


def test_curves_of_todays_data_are_read(fitted):
    house, fits = fitted
    vetting.curves_for_one(house)
    assert (fits, len(states(house))) == ([], 1)


@both_engines
def test_curves_of_another_method_are_fitted_anew_and_kept(fitted, monkeypatch):
    house, fits = fitted
    before = states(house)
    monkeypatch.setattr(vetting, "METHOD", str(int(vetting.METHOD) + 1))
    vetting.curves_for_one(house)
    vetting.curves_for_one(house)
    assert len(fits) == 1
    assert states(house) == [before[0] + 1]


def test_curves_are_fitted_anew_after_an_import(fitted, tmp_path):
    house, fits = fitted
    grown = [{**CREATORS[0], "followers": 20_000}]
    import_file(house, "creators", write_table(tmp_path / "later.csv", grown), Choice(), "test")
    vetting.curves_for_one(house)
    assert len(fits) == 1
