"""A finished film's files over HTTP, from the SDK and from the command line, by the animatic."""

from __future__ import annotations

import asyncio
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import opentimelineio as otio
import pypdf
import pytest

import rushes
from running_server import RunningServer, running_server
from rushes.cli.main import main
from rushes.errors import Conflict, NotFound
from rushes.film.export.formats import FORMATS
from rushes.film.shot_list import ShotList
from rushes.wire import TAKEAWAYS

PROMPT = (
    'Wide shot of a beach. Dissolve to a close-up: a woman says "Hello there." Camera pans left.'
)
STANDARD = "kling/kling-3.0/standard/text-to-video"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server whose worker draws."""
    home = tmp_path_factory.mktemp("studio") / "home"
    with running_server(home, workers=1, settings="[animatic]\nprocesses = 1\n") as running:
        yield running


@pytest.fixture(scope="module")
def film(studio: RunningServer) -> dict[str, Any]:
    """The result of a finished film."""
    with studio.client() as caller:
        request_id = studio.submit(caller, STANDARD, prompt=PROMPT, duration=3)
        result = studio.await_over(caller, request_id)
        assert result["status"] == "succeeded", result
        return result


@pytest.fixture
def caller(studio: RunningServer) -> Iterator[httpx.Client]:
    with studio.client() as made:
        yield made


def address(film: dict[str, Any], name: str) -> str:
    return f"/v1/requests/{film['request_id']}/{name}"


def check_files(folder: Path) -> None:
    """Every file is there and is what its name says."""
    shots = ShotList.from_json((folder / "shots.json").read_bytes()).shots
    assert [shot.transition for shot in shots] == ["cut", "dissolve"]
    assert len(pypdf.PdfReader(folder / "storyboard.pdf").pages) == 1
    assert (folder / "contact-sheet.png").read_bytes().startswith(b"\x89PNG")
    timeline: Any = otio.adapters.read_from_file(str(folder / "timeline.otio"))
    cuts: Any = otio.adapters.read_from_string((folder / "cut.edl").read_text(), "cmx_3600")
    for found in (timeline, cuts):
        ends = [
            int(clip.range_in_parent().end_time_exclusive().value)
            for clip in found.video_tracks()[0].find_clips()
        ]
        assert ends == [shot.end_frame for shot in shots]
    assert "<v Woman>Hello there.</v>" in (folder / "captions.vtt").read_text(encoding="utf-8")


def test_the_wires_files_are_those_that_can_be_made() -> None:
    assert list(TAKEAWAYS.values()) == list(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_each_file_comes_as_what_it_is(
    name: str, caller: httpx.Client, film: dict[str, Any]
) -> None:
    answer = caller.get(address(film, name))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == FORMATS[name].media_type
    assert answer.headers["content-disposition"].endswith(f".{name}")
    assert caller.head(address(film, name)).headers["etag"] == answer.headers["etag"]
    again = caller.get(address(film, name), headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_storyboard_names_the_model_and_is_listed_beside_the_film(
    caller: httpx.Client, film: dict[str, Any]
) -> None:
    (url,) = [item["url"] for item in film["artifacts"] if item["kind"] == "storyboard"]
    document = caller.get(address(film, "storyboard.pdf")).content
    assert caller.get(url).content == document
    assert STANDARD in pypdf.PdfReader(io.BytesIO(document)).pages[0].extract_text()


def test_a_timeline_leads_to_the_film(caller: httpx.Client, film: dict[str, Any]) -> None:
    document = caller.get(address(film, "timeline.otio")).text
    clip = next(iter(otio.adapters.read_from_string(document, "otio_json").find_clips()))
    url = clip.media_references()["online"].target_url
    assert url == film["output"]["video"]
    assert url.endswith(f"/{clip.media_reference.target_url}")


def test_another_accounts_film_cannot_be_taken_away(
    studio: RunningServer, film: dict[str, Any]
) -> None:
    with studio.client(studio.new_key("other", "other")) as stranger, studio.client("") as anyone:
        for name in FORMATS:
            assert stranger.get(address(film, name)).status_code == 403
            assert anyone.get(address(film, name)).status_code == 401


def test_there_is_nothing_to_take_of_what_is_not_there(caller: httpx.Client) -> None:
    assert caller.get("/v1/requests/none/cut.edl").json()["error_code"] == 404001
    assert caller.get("/v1/requests/none/film.mov").status_code == 404


def test_a_request_must_be_over_and_have_made_a_film(
    server: RunningServer, client: httpx.Client
) -> None:
    waiting = server.submit(client)
    answer = client.get(f"/v1/requests/{waiting}/storyboard.pdf")
    assert answer.status_code == 409
    assert "queued" in answer.json()["error_message"]
    client.post(f"/v1/requests/{waiting}/cancel")
    answer = client.get(f"/v1/requests/{waiting}/storyboard.pdf")
    assert answer.status_code == 404
    assert "was cancelled" in answer.json()["error_message"]


def test_a_film_without_a_shot_list_that_can_be_read_says_so(
    working_server: RunningServer, worker_client: httpx.Client
) -> None:
    request_id = working_server.submit(worker_client)
    working_server.await_over(worker_client, request_id)
    told = {
        name: worker_client.get(f"/v1/requests/{request_id}/{name}")
        for name in ("cut.edl", "storyboard.pdf")
    }
    assert {answer.status_code for answer in told.values()} == {404}
    assert "shot list" in told["cut.edl"].json()["error_message"]
    assert "submit its input again" in told["storyboard.pdf"].json()["error_message"]


def test_the_sdk_writes_every_file_into_a_folder(
    studio: RunningServer, film: dict[str, Any], tmp_path: Path
) -> None:
    with rushes.Client(studio.url, studio.token) as client:
        handle = client.request(film["request_id"])
        saved = handle.storyboard(tmp_path / "a" / "b")
        assert [path.name for path in saved] == list(FORMATS)
        check_files(tmp_path / "a" / "b")
        assert handle.storyboard(tmp_path, formats=["edl"]) == [tmp_path / "cut.edl"]
        with pytest.raises(ValueError, match="docx cannot be taken away; pdf"):
            handle.storyboard(tmp_path, formats=["docx"])
        with pytest.raises(NotFound):
            client.request("none").storyboard(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "cut.edl"]


def test_the_async_sdk_does_too(
    studio: RunningServer, film: dict[str, Any], tmp_path: Path
) -> None:
    async def take() -> list[Path]:
        async with rushes.AsyncClient(studio.url, studio.token) as client:
            return await client.request(film["request_id"]).storyboard(tmp_path)

    assert len(asyncio.run(take())) == len(FORMATS)
    check_files(tmp_path)


def test_a_request_that_waits_is_a_conflict_to_the_sdk(
    server: RunningServer, client: httpx.Client, tmp_path: Path
) -> None:
    request_id = server.submit(client)
    with rushes.Client(server.url, server.token) as sdk, pytest.raises(Conflict):
        sdk.request(request_id).storyboard(tmp_path / "new")


def run(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    out, err = capfd.readouterr()
    return int(left.value.code or 0), out, err


def test_the_command_line_takes_a_requests_files(
    studio: RunningServer,
    film: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("RUSHES_TOKEN", studio.token)
    asked = ["storyboard", film["request_id"], "--url", studio.url, "-o", str(tmp_path)]
    code, out, _ = run(asked, capfd)
    assert code == 0
    assert out.splitlines() == [str(tmp_path / name) for name in FORMATS]
    check_files(tmp_path)
    code, _, err = run([*asked, "--input", "{}"], capfd)
    assert (code, "has its input already" in err) == (64, True)


def test_the_command_line_sketches_an_input_without_a_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RUSHES_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    code, out, err = run(["storyboard", STANDARD, "--prompt", PROMPT, "--duration", "3"], capfd)
    assert code == 0
    assert out.splitlines() == [f"storyboard/{name}" for name in FORMATS]
    assert re.search(r"2 shots, sketched in \d+\.\d s", err)
    check_files(tmp_path / "storyboard")
    assert not (tmp_path / "home").exists()


def test_only_what_is_asked_for_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    given = json.dumps({"prompt": PROMPT, "duration": 5, "sound": False})
    asked = ["storyboard", "--input", given, "--format", "vtt,edl", "--json"]
    code, out, _ = run(asked, capfd)
    assert code == 0
    files = json.loads(out)["files"]
    assert [item["format"] for item in files] == ["edl", "vtt"]
    assert all((tmp_path / item["path"]).stat().st_size == item["size_bytes"] for item in files)
    assert "AA" not in (tmp_path / "storyboard" / "cut.edl").read_text()
    assert "Nothing is spoken" in (tmp_path / "storyboard" / "captions.vtt").read_text()
    code, _, err = run(["storyboard", "--prompt", "a dog", "--format", "docx"], capfd)
    assert (code, "none of pdf, png" in err) == (64, True)
    code, _, err = run(["storyboard", "--prompt", "a dog", "--duration", "99"], capfd)
    assert code in (64, 65)
