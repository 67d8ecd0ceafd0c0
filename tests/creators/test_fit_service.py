"""The fit in a real store: the brand, insights, everybody and one creator, pictures, and themes that leave no trace."""

from __future__ import annotations

import io

import msgspec
import numpy as np
import pytest
import sqlalchemy as sa
from PIL import Image

from nahbar.creators.fit.contracts import Brand, Persona
from nahbar.creators.intake import Choice
from nahbar.creators.service.brand.fitting import fit_all, fit_creator
from nahbar.creators.service.brand.images import MOST_BYTES, inside, look_of, measure_picture
from nahbar.creators.service.brand.profile import add_image, brand_from_file, drop_images, read_brand, save_brand
from nahbar.creators.service.brand.themes import find_speakers
from nahbar.creators.service.finding import indexing
from nahbar.creators.service.imports.importing import import_file, undo_import
from nahbar.kernel.errors import BadInput, NotFound
from nahbar.kernel.store import metadata
from tests.conftest import ALICE, both_engines
from tests.creators.tables import write_table

BOOKS = [
    "Dieser Roman hat mich die halbe Nacht wach gehalten.",
    "Neues Kinderbuch auf dem Tisch, wir lesen am Freitag vor.",
    "Mein Lesekreis streitet über einen Krimi.",
    "Drei Bücher, die ich im Herbst noch lesen will.",
    "Die Buchhandlung hat wieder offen.",
    "Meine Mutter ist vor zwei Jahren gestorben, seither trauere ich auch beim Lesen.",
]
FOOD = [
    "Der Teig ruht über Nacht im Kühlschrank.",
    "Vegane Rezepte für die Woche.",
    "Du Vollidiot, so schneidet man keine Zwiebel!",
    "Heute gibt es Suppe mit Linsen.",
    "Knoblauch rösten, dann erst das Öl.",
]
BRAND = Brand(
    Persona(age_from=25, age_to=44, countries=["Deutschland"], values=["Vorlesen für Kinder"]),
    topics=["Bücher"],
    banned=["Diätpillen"],
    texts=["Wir lesen vor.", "Der Tisch ist gedeckt.", "Ein Roman, ein Tee."],
    palette=["#c81e1e"],
)


def rows_of(handle, texts, picture=""):
    return [
        {
            "platform": "instagram",
            "handle": handle,
            "post_id": f"{handle}-{k}",
            "posted_at": f"2026-10-{k + 1:02}",
            "text": text,
            "url": f"https://example.org/{handle}/{k}",
            "media_path": picture and f"{picture}/{k}.png",
        }
        for k, text in enumerate(texts)
    ]


def insight(dimension, value, share, day="2026-10-01", handle="lesefuchs"):
    row = {"platform": "instagram", "handle": handle, "dimension": dimension, "value": value, "share": share}
    return {**row, "observed_at": day}


def add(house, folder, name, kind, rows):
    done = import_file(house, kind, write_table(folder / f"{name}.csv", rows), Choice(), ALICE)
    indexing.forget_index(house)
    return done


@pytest.fixture
def filled(house, tmp_path):
    people = [
        {"platform": "instagram", "handle": handle, "name": name, "followers": 1_000 + n}
        for n, (handle, name) in enumerate((("lesefuchs", "Lesefuchs"), ("kochtopf", "Kochtopf"), ("leise", "Leise")))
    ]
    add(house, tmp_path, "creators", "creators", people)
    add(house, tmp_path, "posts", "posts", rows_of("lesefuchs", BOOKS, "media/posts") + rows_of("kochtopf", FOOD))
    save_brand(house, BRAND, ALICE)
    return house


@both_engines
def test_the_brand_is_kept_with_its_version(house):
    assert read_brand(house).version == 0
    first, wrong = save_brand(house, BRAND, ALICE)
    assert (first.version, wrong) == (1, [])
    assert first.brand.persona.countries == ["DE"]
    assert save_brand(house, Brand(), ALICE)[0].version == 2
    assert read_brand(house).brand == Brand()


def test_a_wrong_profile_changes_nothing(filled):
    _, wrong = save_brand(filled, Brand(palette=["rot"]), ALICE)
    assert [one.kind for one in wrong] == ["palette"]
    assert read_brand(filled).brand.topics == ["Bücher"]


@both_engines
def test_everybody_stands_beside_the_brand(filled):
    found = {fit.handle: fit.dimensions for fit in fit_all(filled).fits}
    assert set(found) == {"lesefuchs", "kochtopf", "leise"}
    assert found["lesefuchs"]["topics"].value == 1.0
    assert found["kochtopf"]["topics"].value == 0.0
    assert found["kochtopf"]["safety"].value == pytest.approx(0.8)
    assert all(one.value is None for one in found["leise"].values())
    assert all(one.low <= one.value <= one.high for one in found["lesefuchs"].values() if one.value is not None)


def test_a_change_of_the_brand_or_of_the_data_is_seen_at_once(filled, tmp_path):
    before = fit_all(filled)
    assert fit_all(filled) is before
    save_brand(filled, msgspec.structs.replace(BRAND, topics=["Kochen"]), ALICE)
    after = {fit.handle: fit.dimensions["topics"].value for fit in fit_all(filled).fits}
    assert after["kochtopf"] > after["lesefuchs"]
    add(filled, tmp_path, "more", "posts", rows_of("leise", FOOD))
    assert {fit.handle: fit for fit in fit_all(filled).fits}["leise"].dimensions["topics"].n == 5


@both_engines
def test_one_creator_is_shown_with_the_posts_for_and_against(filled):
    fit = fit_creator(filled, "instagram/lesefuchs")
    assert len(fit.topics_for) == 3
    assert all(one.url.startswith("https://example.org/lesefuchs/") for one in fit.topics_for)
    assert fit.topics_against == []
    food = fit_creator(filled, "instagram/kochtopf")
    assert food.topics_for == []
    assert len(food.topics_against) == 3
    assert [(one.kind, one.word) for one in food.findings] == [("insult", "Vollidiot")]
    with pytest.raises(NotFound):
        fit_creator(filled, "instagram/niemand")


@both_engines
def test_insights_are_imported_compared_and_undone(filled, tmp_path):
    rows = [
        insight("Alter", "18-24", "40 %"),
        insight("age", "25-34", "0,35"),
        insight("age", "35-44", 0.25),
        insight("country", "Germany", "81,5%"),
        insight("mood", "good", 0.5),
        insight("age", "45+", 45),
    ]
    done = add(filled, tmp_path, "insights", "insights", rows)
    assert (done.new, done.refused) == (4, 2)
    assert [one.column for one in done.refusals] == ["dimension", "share"]
    again = add(filled, tmp_path, "insights", "insights", rows)
    assert (again.new, again.changed, again.same) == (0, 0, 4)
    parts = {one.dimension: one for one in fit_creator(filled, "instagram/lesefuchs").audience}
    assert parts["age"].value == pytest.approx(0.6)
    assert parts["country"].value == pytest.approx(0.815)
    changed = add(filled, tmp_path, "changed", "insights", [insight("country", "Germany", "70%")])
    assert changed.changed == 1
    undo_import(filled, changed.import_id)
    undo_import(filled, done.import_id)
    assert fit_creator(filled, "instagram/lesefuchs").dimensions["audience"].value is None


def png(colour, size=(40, 40)):
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def test_pictures_in_the_workspace_are_measured(filled):
    folder = filled.workspace.files / "media" / "posts"
    folder.mkdir(parents=True)
    for k in range(4):
        (folder / f"{k}.png").write_bytes(png((200, 30, 30)))
    fit = fit_creator(filled, "instagram/lesefuchs")
    assert fit.dimensions["look"].value == pytest.approx(1, abs=0.01)
    assert fit.look.images == 4


@pytest.mark.parametrize(
    "path", ["../outside.png", "/etc/passwd.png", "link.png", "a\0.png", "..\\x.png", "no.png", "."]
)
def test_ways_out_of_the_folder_are_refused(tmp_path, path):
    folder = tmp_path / "files"
    folder.mkdir()
    (tmp_path / "outside.png").write_bytes(png((1, 2, 3)))
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    assert inside(folder, path) is None


def test_what_is_no_picture_is_left_out(filled):
    folder = filled.workspace.files
    (folder / "text.png").write_text("kein Bild")
    (folder / "cut.png").write_bytes(png((1, 2, 3), (500, 500))[:80])
    (folder / "page.html").write_text("<p>")
    assert [look_of(filled, name) for name in ("text.png", "cut.png", "page.html", "gone.png")] == [None] * 4


def test_bombs_are_refused_before_they_are_unpacked(monkeypatch):
    with pytest.raises(BadInput, match="larger"):
        measure_picture(b"\0" * (MOST_BYTES + 1))
    buffer = io.BytesIO()
    Image.new("L", (9_000, 9_000)).save(buffer, "PNG")
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("it was unpacked"))
    with pytest.raises(BadInput, match="larger"):
        measure_picture(buffer.getvalue())


def test_a_gif_or_a_script_is_no_picture():
    buffer = io.BytesIO()
    Image.new("RGB", (9, 9)).save(buffer, "GIF")
    for content in (buffer.getvalue(), b"<svg onload=alert(1)>", b""):
        with pytest.raises(BadInput):
            measure_picture(content)


def test_of_a_sample_picture_only_the_measures_are_kept(house):
    kept = add_image(house, png((200, 30, 30)), ALICE)
    assert len(kept.brand.images) == 1
    assert not [path for path in house.workspace.files.rglob("*") if path.suffix == ".png"]
    assert drop_images(house, ALICE).brand.images == []
    with pytest.raises(BadInput):
        add_image(house, b"", ALICE)


def everything(house):
    """Every row of every table, and every file of the workspace that is not the store's own."""
    with house.store.read() as connection:
        rows = {table.name: connection.execute(sa.select(table)).all() for table in metadata.sorted_tables}
    own = ("nahbar.db", "nahbar.db-wal", "nahbar.db-shm")
    files = {
        path.relative_to(house.workspace.folder): path.read_bytes()
        for path in house.workspace.folder.rglob("*")
        if path.is_file() and path.name not in own
    }
    return rows, files


@both_engines
def test_who_speaks_of_a_theme_is_quoted_and_nothing_is_kept(filled):
    indexing.current_index(filled)
    before = everything(filled)
    found = find_speakers(filled, "Trauer um die Mutter")
    assert [(one.handle, one.quotes[0].quote) for one in found.found] == [("lesefuchs", BOOKS[-1])]
    assert found.found[0].quotes[0].url == "https://example.org/lesefuchs/5"
    after = everything(filled)
    assert after == before
    assert not any(b"Trauer um die Mutter" in content for content in after[1].values())


def test_no_table_has_a_place_for_what_a_person_is():
    sensitive = (
        "health",
        "illness",
        "disease",
        "belief",
        "religion",
        "orientation",
        "sexual",
        "theme",
        "grief",
        "politic",
    )
    names = [f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.columns]
    assert [name for name in names if any(word in name.lower() for word in sensitive)] == []


@pytest.mark.parametrize("theme", ["", "   ", "x" * 201])
def test_a_theme_needs_a_few_words(filled, theme):
    with pytest.raises(BadInput):
        find_speakers(filled, theme)


def test_a_profile_is_read_from_toml_and_json(tmp_path):
    toml, json = tmp_path / "b.toml", tmp_path / "b.json"
    toml.write_text('topics = ["Bücher"]\n[persona]\nage_from = 25\n', encoding="utf-8")
    json.write_bytes(msgspec.json.encode(BRAND))
    assert brand_from_file(toml) == Brand(Persona(age_from=25), ["Bücher"])
    assert brand_from_file(json) == BRAND
    toml.write_text("tropics = []")
    with pytest.raises(BadInput, match="tropics"):
        brand_from_file(toml)


def test_vectors_are_made_once(monkeypatch):
    from nahbar.creators.service.finding import vectors

    asked = []

    def encode(texts):
        asked.extend(texts)
        return np.eye(len(texts), 512, dtype=np.float32)

    monkeypatch.setattr(vectors, "encode", encode)
    monkeypatch.setattr(vectors, "_known", type(vectors._known)())
    assert vectors.vectors_of(["eins", "zwei", "eins"]).shape == (3, 512)
    vectors.vectors_of(["zwei", "drei"])
    assert asked == ["eins", "zwei", "drei"]
    assert vectors.vectors_of([]).shape == (0, 512)
