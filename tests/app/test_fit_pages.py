"""The pages and commands of the fit as people and scripts use them."""

from __future__ import annotations

import io
import json
import time

import pytest
from PIL import Image

from nahbar.creators.fit.contracts import DIMENSIONS
from nahbar.creators.service.brand.profile import read_brand, save_brand
from tests.creators.test_fit_service import BRAND, filled  # noqa: F401 -- the fixture
from tests.web import add_people, csrf, make_token, send, served, sign_in, texts

PAGES = ("/brand", "/creators/fit", "/creators/instagram/lesefuchs/fit", "/creators/instagram/leise/fit")


@pytest.fixture
def client(filled):  # noqa: F811 -- the fixture above
    add_people(filled)
    with served(filled) as client:
        client.house = filled
        yield client


def profile(**values):
    return {
        "topics": "",
        "banned": "",
        "values": "",
        "age_from": "",
        "age_to": "",
        "countries": "",
        "texts": "",
        **values,
    }


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_with_and_without_a_profile(client, path):
    sign_in(client, "viewer")
    assert client.get(path).status_code == 200
    with client.house.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM brand")
    assert client.get(path).status_code == 200


def test_an_editor_changes_the_profile_and_sees_it_again(client):
    sign_in(client, "editor")
    sent = profile(topics="Tee\nKekse", texts="Eins.\r\n\r\nZwei.", countries="Österreich", **{"colour-0": "#112233"})
    answer = send(client, "/brand", **sent, **{"use-0": "1", "colour-1": "#445566"})
    assert answer.status_code == 303
    brand = read_brand(client.house).brand
    assert (brand.topics, brand.texts, brand.persona.countries) == (["Tee", "Kekse"], ["Eins.", "Zwei."], ["AT"])
    assert brand.palette == ["#112233"]
    page = client.get("/brand").text
    assert "Tee\nKekse" in page
    assert "The brand profile is kept" in texts(page)


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(client):
    sign_in(client, "editor")
    before = read_brand(client.house).version
    answer = send(client, "/brand", **profile(topics="Tee", countries="Mittelerde", age_from="jung"))
    assert answer.status_code == 422
    assert 'id="e-countries"' in answer.text
    assert 'id="e-age_from"' in answer.text
    assert "Tee" in answer.text
    assert read_brand(client.house).version == before


def test_a_viewer_reads_the_profile_and_cannot_change_it(client):
    sign_in(client, "viewer")
    page = client.get("/brand").text
    assert "disabled" in page
    assert "Keep the profile" not in page
    assert send(client, "/brand", **profile()).status_code == 403


def test_a_sample_picture_is_measured_and_forgotten(client):
    sign_in(client, "editor")
    buffer = io.BytesIO()
    Image.new("RGB", (30, 30), (200, 30, 30)).save(buffer, "PNG")
    token = {"_csrf_token": csrf(client)}
    answer = client.post("/brand/images", data=token, files={"image": ("a.png", buffer.getvalue(), "image/png")})
    assert answer.status_code == 303
    assert "#c81e1e" in client.get("/brand").text
    answer = client.post("/brand/images", data=token, files={"image": ("a.png", b"no", "image/png")})
    assert answer.status_code == 422
    assert 'id="e-image"' in answer.text
    assert send(client, "/brand/images/forget").status_code == 303
    assert read_brand(client.house).brand.images == []


def test_the_list_is_sorted_through_the_address(client):
    sign_in(client, "viewer")
    down = client.get("/creators/fit?sort=-topics").text
    up = client.get("/creators/fit?sort=topics").text
    assert down.index("@lesefuchs") < down.index("@kochtopf") < down.index("@leise")
    assert up.index("@kochtopf") < up.index("@lesefuchs") < up.index("@leise")
    assert client.get("/creators/fit?sort=score").status_code == 200


def test_a_theme_is_asked_by_a_form_and_answered_with_quotes(client):
    sign_in(client, "viewer")
    answer = send(client, "/creators/fit/theme", theme="Trauer um die Mutter")
    assert answer.status_code == 200
    assert "vor zwei Jahren gestorben" in answer.text
    assert "https://example.org/lesefuchs/5" in answer.text
    assert send(client, "/creators/fit/theme", theme=" ").status_code == 422


def test_what_creators_write_is_shown_as_text(client):
    with client.house.store.write() as connection:
        connection.exec_driver_sql(
            "UPDATE post SET text='<script>alert(1)</script> ein Roman', url='javascript:alert(1)' "
            "WHERE post_key='lesefuchs-0'"
        )
    sign_in(client, "viewer")
    page = client.get("/creators/instagram/lesefuchs/fit").text
    assert "<script>alert" not in page
    assert "javascript:" not in page


def test_the_api_returns_the_fit_and_takes_a_profile(client):
    token = make_token(client.house, "creators:read", "creators:write")
    head = {"Authorization": f"Bearer {token}"}
    found = client.get("/api/fit?sort=-topics&limit=1", headers=head).json()
    assert found["total"] == 3
    assert found["fits"][0]["creator"]["handle"] == "lesefuchs"
    one = client.get("/api/creators/instagram/lesefuchs/fit", headers=head).json()
    assert set(one["dimensions"]) == set(DIMENSIONS)
    assert len(one["topics"]["for"]) == 3
    brand = client.get("/api/brand", headers=head).json()
    brand["brand"]["topics"] = ["Kochen"]
    assert client.put("/api/brand", json=brand, headers=head).json()["version"] == 2
    assert client.put("/api/brand", json={"tropics": []}, headers=head).status_code == 400
    assert client.put("/api/brand", json={"palette": ["rot"]}, headers=head).status_code == 400
    assert client.get("/api/fit?sort=score", headers=head).status_code == 400


def test_the_command_line_shows_fits_and_keeps_a_profile(filled_brand, nb, tmp_path):
    assert nb("creators", "fit", "instagram/lese.fuchs").code == 0
    one = nb("creators", "fit", "instagram/lese.fuchs", "--json").json
    assert set(one["dimensions"]) == set(DIMENSIONS)
    lines = [json.loads(line) for line in nb("creators", "fit", "--all", "--json").out.splitlines()]
    assert len(lines) == 3
    assert nb("creators", "fit", "--all", "--sort", "score", "--json").code == 2
    assert nb("creators", "fit").code == 2
    assert nb("creators", "speakers", "Trauer", "--json").json["read"] == 2
    shown = nb("brand", "show", "--json").json
    shown["topics"] = ["Tee"]
    (tmp_path / "b.json").write_text(json.dumps(shown))
    assert nb("brand", "set", tmp_path / "b.json", "--json").json == {"version": 2}
    assert "Tee" in nb("brand", "show").out
    (tmp_path / "b.json").write_text('{"palette": ["rot"]}')
    assert nb("brand", "set", tmp_path / "b.json", "--json").error["kind"] == "palette"


@pytest.fixture
def filled_brand(request, nb):
    from nahbar.app.rooms import PACKAGES
    from nahbar.kernel.house import open_house

    folder = request.getfixturevalue("filled_folder")
    house = open_house(folder, PACKAGES)
    save_brand(house, BRAND, "alice@example.org")
    house.close()
    return folder


@pytest.fixture
def filled_folder(filled_once, tmp_path, monkeypatch, nb):
    import shutil

    folder = tmp_path / "filled"
    shutil.copytree(filled_once, folder)
    monkeypatch.setenv("NAHBAR_WORKSPACE", str(folder))
    return folder


def test_many_are_compared_in_the_background(client, monkeypatch):
    monkeypatch.setattr("nahbar.creators.service.brand.fitting.AT_ONCE", 0)
    sign_in(client, "viewer")
    assert 'hx-get="/creators/fit/progress"' in client.get("/creators/fit").text
    here = {"hx-current-url": "http://nahbar.local/creators/fit?sort=-tone"}
    deadline = time.monotonic() + 30
    while "hx-redirect" not in (answer := client.get("/creators/fit/progress", headers=here)).headers:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert answer.headers["hx-redirect"] == "/creators/fit?sort=-tone"
    assert "lesefuchs" in client.get("/creators/fit?sort=-tone").text


def test_a_picture_larger_than_any_form_takes_is_told_with_a_remedy(client):
    token = {"_csrf_token": csrf(client)}
    answer = client.post("/brand/images", data=token, files={"image": ("a.png", b"x" * 40_000_000, "image/png")})
    assert answer.status_code == 413
    assert "larger than is taken here" in answer.text
    assert "Send a smaller file." in answer.text
