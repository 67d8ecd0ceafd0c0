"""Clicks through backups and under the doctor: what was answered is in the backup, and counted once."""

from __future__ import annotations

import os
import shutil
import time

from nahbar.app.doctor import examine
from nahbar.app.rooms import PACKAGES
from nahbar.campaigns.links.contracts import Clicks
from nahbar.campaigns.links.service.counting import count_clicks
from nahbar.campaigns.links.service.looking import link_page
from nahbar.kernel.backup import restore_backup, write_backup
from nahbar.kernel.house import open_house
from tests.campaigns.links.visiting import make, visited


def clicks_of(folder):
    house = open_house(folder, PACKAGES)
    try:
        return link_page(house, "spring").clicks
    finally:
        house.close()


def test_a_backup_beside_a_worker_holds_each_answered_click_once(house, tmp_path):
    make(house)
    with visited(house) as visit:
        for number in range(3):
            visit("/l/spring", agent=f"Mozilla/5.0 Firefox/{140 + number}.0")
        count_clicks(house)
        visit("/l/spring", agent="Mozilla/5.0 Firefox/150.0")
        write_backup(house.workspace, house.store, tmp_path / "b.tar.gz")
        visit("/l/spring", agent="Mozilla/5.0 Firefox/151.0")
    restore_backup(tmp_path / "b.tar.gz", tmp_path / "again")
    assert clicks_of(tmp_path / "again") == Clicks(people=4)
    assert link_page(house, "spring").clicks == Clicks(people=5)


def test_the_doctor_counts_what_waits_and_names_a_file_that_was_left(house, monkeypatch):
    make(house)
    with visited(house) as visit:
        visit("/l/spring")
    assert [(one.fine, one.text) for one in examine(house.workspace.folder) if one.name == "clicks"] == [
        (True, "all counted")
    ]
    left = house.workspace.folder / "clicks" / "left.clicks"
    shutil.copyfile(house.workspace.folder / "nahbar.toml", left)
    long_ago = time.time() - 7_200
    os.utime(left, (long_ago, long_ago))
    monkeypatch.setattr("nahbar.campaigns.links.service.checkup.count_all", lambda house: None)
    found = [one for one in examine(house.workspace.folder) if one.name == "clicks"]
    assert not found[0].fine
    assert found[0].text.startswith("left.clicks")
