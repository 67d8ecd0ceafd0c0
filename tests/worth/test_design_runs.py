"""Tables that are worked on in the background: one after the other, stopped, forgotten, and never kept themselves."""

from __future__ import annotations

import json
import tarfile
import threading

import pytest

from nahbar.kernel import progress
from nahbar.kernel.backup import write_backup
from nahbar.kernel.errors import Conflict, NotFound
from nahbar.kernel.messages import msg
from nahbar.worth.experiments.by_file import runs
from nahbar.worth.experiments.by_file.contracts import Answer, Line
from nahbar.worth.experiments.by_file.keeping import from_plain, to_plain
from nahbar.worth.experiments.by_file.kinds import KINDS
from nahbar.worth.experiments.by_file.runs import cancel_run, drop_old_runs, forget_run, get_run, list_runs, start_run
from tests.conftest import ALICE, BOB, CHARLIE
from tests.web import send, texts

SAID = Answer(msg("The effect is {effect}.", effect=2.0), True, [], [Line(msg("What"), "leads", 2.0, (1.0, 3.0))])
KIND = KINDS["staggered"]
TABLE = ("starts.csv", 40)


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Nobody rests between two looks, and every step is heard."""
    monkeypatch.setattr(runs, "QUICK_SECONDS", 0.0)
    monkeypatch.setattr(runs, "LOOK_SECONDS", 0.001)
    monkeypatch.setattr(progress, "WRITE_SECONDS", 0.0)


class Held:
    """Work that begins, says 3 of 10, and goes on once it is let go."""

    def __init__(self):
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, steps):
        steps(3, 10)
        self.begun.set()
        while not self.go.wait(0.001):
            steps(3, 10)
        return SAID


def ended():
    for one in threading.enumerate():
        if one.name == "design":
            one.join(30)


@pytest.fixture
def held(house):
    """Work of Alice's that has begun; whatever a test does, it ends with it."""
    work = Held()
    name = start_run(house, KIND, TABLE, ALICE, work)
    assert work.begun.wait(30)
    yield name, work
    work.go.set()
    ended()


def test_a_run_says_how_far_it_is_and_then_what_came_of_it(house, held):
    name, work = held
    now = get_run(house, name, ALICE)
    assert (now.state, now.reached.done, now.reached.total) == ("running", 3, 10)
    work.go.set()
    ended()
    done = get_run(house, name, ALICE)
    assert (done.state, done.answer, done.file, done.rows) == ("done", SAID, *TABLE)


def test_the_next_table_waits_and_says_so(house, held):
    name, work = held
    other = Held()
    second = start_run(house, KIND, TABLE, BOB, other)
    waiting = get_run(house, second, BOB)
    assert (waiting.state, waiting.ahead) == ("waiting", 1)
    assert not other.begun.is_set()
    work.go.set()
    assert other.begun.wait(30)
    assert get_run(house, name, ALICE).state == "done"
    assert get_run(house, second, BOB).state == "running"
    other.go.set()


@pytest.mark.parametrize("waits", [False, True])
def test_whoever_handed_it_in_can_stop_it_also_while_it_waits(house, held, waits):
    name = start_run(house, KIND, TABLE, ALICE, Held()) if waits else held[0]
    cancel_run(house, name, ALICE)
    held[1].go.set() if waits else None
    ended()
    assert get_run(house, name, ALICE).state == "stopped"
    forget_run(house, name, ALICE)
    assert [one.name for one in list_runs(house, ALICE)] == ([held[0]] if waits else [])


def test_a_run_is_for_whoever_handed_it_in_alone(house, held):
    assert list_runs(house, BOB) == []
    for question in (get_run, cancel_run, forget_run, runs.scores_of):
        with pytest.raises(NotFound):
            question(house, held[0], BOB)
    with pytest.raises(NotFound):
        get_run(house, "../../keys", ALICE)


def test_too_many_tables_are_refused(house, held, monkeypatch):
    monkeypatch.setattr(runs, "MOST_AT_ONCE", 1)
    with pytest.raises(Conflict, match="are being worked on or wait"):
        start_run(house, KIND, TABLE, BOB, Held())


def test_what_goes_wrong_is_said_and_the_next_one_has_its_turn(house):
    name = start_run(house, KIND, TABLE, ALICE, lambda steps: 1 / 0)
    ended()
    assert get_run(house, name, ALICE).state == "failed"
    work = Held()
    start_run(house, KIND, TABLE, ALICE, work)
    assert work.begun.wait(30)
    work.go.set()
    ended()


def test_work_whose_process_was_killed_is_cut_off(house):
    name = start_run(house, KINDS["pool"], TABLE, ALICE, lambda steps: SAID)
    path = house.workspace.files / runs.FOLDER / name / runs.ABOUT
    path.write_text(json.dumps(json.loads(path.read_text()) | {"state": "begun", "answer": None}))
    # A process that is killed leaves the file of its progress, and no lock on it.
    (path.parent / "progress").write_text("3 10")
    assert get_run(house, name, ALICE).state == "lost"


def test_results_are_removed_after_a_day_and_what_goes_on_is_not(house, held, monkeypatch):
    old = start_run(house, KINDS["pool"], TABLE, ALICE, lambda steps: SAID)
    later = runs.now() + runs.KEPT_SECONDS + 60
    monkeypatch.setattr(runs, "now", lambda: later)
    drop_old_runs(house)
    assert not (house.workspace.files / runs.FOLDER / old).exists()
    assert get_run(house, held[0], ALICE).state == "running"


def test_an_answer_comes_back_from_its_file_as_it_was():
    pooled = Line(msg("Lifts"), msg("On average"), 1.5, None, own=(4.0, (1.0, 7.0)), weight=0.25)
    parts = Line(msg("Parts"), msg("Part {k} of {n}", k=1, n=5), 0.1, (-0.1, 0.3), share=True, people=200)
    found = Answer(msg("“{arm:raw}” helps.", arm="card"), False, [msg("p = {p}", p=0.25)], [pooled, parts])
    assert from_plain(json.loads(json.dumps(to_plain(found)))) == found


def test_the_page_shows_how_far_it_is_and_loads_anew_at_the_end(house, bare_reader):
    first, work = Held(), Held()
    start_run(house, KIND, TABLE, ALICE, first)
    assert first.begun.wait(30)
    page = f"/worth/designs/{KIND.name}/{start_run(house, KIND, TABLE, CHARLIE, work)}"
    assert "It waits: 1 table is worked on before it." in texts(bare_reader.get(page).text)
    first.go.set()
    assert work.begun.wait(30)
    shown = bare_reader.get(page)
    assert "Lots drawn again: 3 of 10" in texts(shown.text)
    assert "<noscript>" in shown.text
    assert "hx-refresh" not in bare_reader.get(f"{page}/progress").headers
    assert "is being worked on" in texts(bare_reader.get("/worth/designs").text)
    assert send(bare_reader, f"{page}/cancel").headers["location"] == page
    ended()
    assert bare_reader.get(f"{page}/progress").headers["hx-refresh"] == "true"
    assert "You cancelled this." in texts(bare_reader.get(page).text)
    assert send(bare_reader, f"{page}/forget").status_code == 303
    assert bare_reader.get(page).status_code == 404


def test_the_table_itself_is_nowhere_in_the_workspace(house, bare_reader, tmp_path):
    rows = "experiment,lift,low,high\nsecretone,4,1,7\nb,5,0,10\nc,3,1,5\n"
    chosen = {name: name for name in ("experiment", "lift", "low", "high")}
    begun = send(bare_reader, "/worth/designs/switchback", rows="arm,week,leads\n" + "off,1,31337\non,1,9\n" * 2,
                 control="3:armoff", outcome="leads", block="week", confirmed="1")  # fmt: skip
    ended()
    assert "Cannot tell" in bare_reader.get(begun.headers["location"]).text
    assert send(bare_reader, "/worth/designs/pool", rows=rows, confirmed="1", **chosen).status_code == 303
    kept = [one for one in house.workspace.folder.rglob("*") if one.is_file()]
    assert [one for one in kept if b"31337" in one.read_bytes()] == []
    # Of a table of experiments the answer names each; it stays at home.
    assert {one.name for one in kept if b"secretone" in one.read_bytes()} == {runs.ABOUT}
    write_backup(house.workspace, house.store, tmp_path / "backup.tar.gz")
    with tarfile.open(tmp_path / "backup.tar.gz") as archive:
        assert [name for name in archive.getnames() if runs.FOLDER in name] == []
