"""A creator who is erased is named by no link, no code and no touchpoint any more; clicks stay as sums."""

from __future__ import annotations

import sqlalchemy as sa

from nahbar.app.person import _erase_creator
from nahbar.campaigns.links.service import counting
from nahbar.campaigns.links.service.codes import add_code
from nahbar.campaigns.links.service.counting import count_all
from nahbar.campaigns.links.service.forgetting import forget_creator
from nahbar.campaigns.links.tables.schema import link_hour
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.kernel.lake import count_by_kind, seal
from tests.campaigns.links.visiting import ALICE, make, visited
from tests.conftest import both_engines
from tests.creators.tables import write_table

FOX = {"platform": "instagram", "handle": "zauberfuchs.x", "followers": 900}
NAME = "instagram/zauberfuchs.x"


def held_in(house):
    files = [path for path in house.workspace.folder.rglob("*") if path.is_file()]
    found = [path.name for path in files if b"zauberfuchs" in path.read_bytes().lower()]
    with house.store.read() as connection:
        for table in sa.inspect(connection).get_table_names():
            rows = connection.exec_driver_sql(f'SELECT * FROM "{table}"').all()
            found += [table for row in rows if "zauberfuchs" in repr(row).lower()]
    return found


@both_engines
def test_nothing_names_an_erased_creator(house, tmp_path):
    import_file(house, "creators", write_table(tmp_path / "c.csv", [FOX]), Choice(), ALICE)
    make(house, "zauberfuchs-spring", creator=NAME, campaign="Spring")
    make(house, "other", creator="instagram/buchbert")
    add_code(house, {"creator": NAME, "code": "ZAUBERFUCHS"}, ALICE)
    with visited(house) as visit:
        visit("/l/zauberfuchs-spring")
        count_all(house)
        seal(house)
        visit("/l/zauberfuchs-spring", agent="Mozilla/5.0 Firefox/150.0")
        visit("/l/other")
    rows, _ = _erase_creator(house, NAME)
    assert rows >= 4
    assert held_in(house) == []
    assert count_by_kind(house) == {"click": 3}
    with house.store.read() as connection:
        assert connection.execute(sa.select(sa.func.sum(link_hour.c.people))).scalar() == 3


@both_engines
def test_a_worker_forgets_the_old_name_of_a_link(house):
    make(house, "zauberfuchs-spring", creator=NAME)
    with visited(house) as visit:
        assert visit("/l/zauberfuchs-spring").status == 302
        assert _erase_creator(house, NAME)[0] == 2
        visit.part._routes.refresh()
        assert visit("/l/zauberfuchs-spring").status == 404
        assert visit("/l/forgotten-1").status == 410


@both_engines
def test_a_creator_who_is_erased_while_clicks_are_counted_is_not_named(house, monkeypatch):
    make(house, "zauberfuchs-spring", creator=NAME)
    rows_of = counting.journal_rows

    def erased_meanwhile(points, received):
        assert [one.creator for one in points] == [NAME]
        monkeypatch.undo()
        forget_creator(house, NAME)
        return rows_of(points, received)

    with visited(house) as visit:
        visit("/l/zauberfuchs-spring")
        monkeypatch.setattr(counting, "journal_rows", erased_meanwhile)
        count_all(house)
    house.store.compact()
    assert held_in(house) == []
    assert count_by_kind(house) == {"click": 1}
