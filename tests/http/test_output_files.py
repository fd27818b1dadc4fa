"""Files that requests made: open to whoever has the address, in parts, gone when deleted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import httpx
import pytest

from running_server import RunningServer

SIZE = 1_000_000
FILM = (bytes(range(251)) * (SIZE // 251 + 1))[:SIZE]
ETAG = f'"{hashlib.sha256(FILM).hexdigest()}"'


@pytest.fixture(scope="module")
def address(working_server: RunningServer) -> str:
    with working_server.client() as caller:
        request_id = working_server.submit(caller, prompt=f"size {SIZE}")
        url: str = working_server.await_over(caller, request_id)["output"]["video"]
        return url


@pytest.fixture
def anyone(working_server: RunningServer) -> Iterator[httpx.Client]:
    with working_server.client("") as made:
        yield made


def test_a_film_needs_no_token_and_says_all_a_player_wants_to_know(
    anyone: httpx.Client, address: str
) -> None:
    answer = anyone.get(address)
    assert answer.status_code == 200
    assert answer.content == FILM
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["content-length"] == str(SIZE)
    assert answer.headers["etag"] == ETAG
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["x-content-type-options"] == "nosniff"
    match = re.fullmatch(r"private, max-age=(\d+)", answer.headers["cache-control"])
    assert match
    assert 29 * 86_400 < int(match[1]) <= 30 * 86_400


def test_head_gives_the_same_headers_and_no_byte(anyone: httpx.Client, address: str) -> None:
    answer = anyone.head(address, headers={"range": "bytes=0-9"})
    assert answer.status_code == 200
    assert answer.content == b""
    assert answer.headers["content-length"] == str(SIZE)
    assert answer.headers["etag"] == ETAG


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-99", 0, 100),
        ("bytes=500000-", 500_000, SIZE),
        ("bytes=-1", SIZE - 1, SIZE),
        ("bytes=-300000", SIZE - 300_000, SIZE),
        (f"bytes=-{SIZE * 2}", 0, SIZE),
        (f"bytes={SIZE - 1}-{SIZE * 9}", SIZE - 1, SIZE),
        ("Bytes = 5 - 9", 5, 10),
        (f"bytes={256 * 1024 - 1}-{512 * 1024}", 256 * 1024 - 1, 512 * 1024 + 1),
    ],
)
def test_one_range_is_answered_with_that_part(
    anyone: httpx.Client, address: str, header: str, start: int, end: int
) -> None:
    answer = anyone.get(address, headers={"range": header})
    assert answer.status_code == 206
    assert answer.content == FILM[start:end]
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{SIZE}"
    assert answer.headers["content-length"] == str(end - start)
    assert answer.headers["etag"] == ETAG


@pytest.mark.parametrize(
    "header",
    ["bytes=9-5", "bytes=-", "bytes=a-b", "lines=0-9", "bytes=0-1,5-9", "bytes", "bytes=--5"],
)
def test_a_range_without_sense_or_of_many_parts_gets_the_whole(
    anyone: httpx.Client, address: str, header: str
) -> None:
    answer = anyone.get(address, headers={"range": header})
    assert answer.status_code == 200
    assert len(answer.content) == SIZE


@pytest.mark.parametrize("header", [f"bytes={SIZE}-", f"bytes={SIZE + 5}-{SIZE + 9}", "bytes=-0"])
def test_a_range_past_the_end_tells_the_size(
    anyone: httpx.Client, address: str, header: str
) -> None:
    answer = anyone.get(address, headers={"range": header})
    assert answer.status_code == 416
    assert answer.json()["error_code"] == 416001
    assert answer.headers["content-range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize("tag", [ETAG, f"W/{ETAG}", f'"other", {ETAG}', "*"])
def test_who_has_the_film_is_not_sent_it_again(
    anyone: httpx.Client, address: str, tag: str
) -> None:
    answer = anyone.get(address, headers={"if-none-match": tag})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["etag"] == ETAG
    assert "max-age" in answer.headers["cache-control"]


def test_who_has_another_film_is_sent_this_one(anyone: httpx.Client, address: str) -> None:
    assert anyone.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_part_is_sent_only_if_it_is_of_the_same_film(anyone: httpx.Client, address: str) -> None:
    same = anyone.get(address, headers={"range": "bytes=0-9", "if-range": ETAG})
    assert same.status_code == 206
    for other in ('"other"', f"W/{ETAG}", "Sun, 22 Nov 2026 18:00:00 GMT"):
        answer = anyone.get(address, headers={"range": "bytes=0-9", "if-range": other})
        assert answer.status_code == 200
        assert len(answer.content) == SIZE


def test_the_token_and_the_name_must_both_be_right(anyone: httpx.Client, address: str) -> None:
    token, name = address.rsplit("/", 2)[1:]
    assert len(token) >= 20
    for path in (f"/files/{token}/other.mp4", f"/files/{'x' * len(token)}/{name}", "/files/a/%00"):
        answer = anyone.get(path)
        assert answer.status_code == 404
        assert answer.json()["error_code"] == 404001


def test_a_deleted_requests_files_are_gone(working_server: RunningServer) -> None:
    with working_server.client() as caller:
        request_id = working_server.submit(caller)
        result = working_server.await_over(caller, request_id)
        urls = [result["output"]["video"], result["artifacts"][0]["url"]]
        assert all(caller.get(url).status_code == 200 for url in urls)
        assert caller.delete(f"/v1/requests/{request_id}").status_code == 204
        for url in urls:
            assert caller.get(url).status_code == 404
            assert caller.head(url).status_code == 404


def test_a_film_whose_bytes_are_lost_is_not_found_rather_than_an_error(
    working_server: RunningServer,
) -> None:
    with working_server.client() as caller:
        request_id = working_server.submit(caller)
        url = working_server.await_over(caller, request_id)["output"]["video"]
        for path in (working_server.home / "blobs" / "requests" / request_id).rglob("*.mp4"):
            path.unlink()
        answer = caller.get(url)
        assert answer.status_code == 404
        assert "blob" not in answer.text


def test_a_film_that_lost_its_end_is_an_error_rather_than_half_a_film(
    working_server: RunningServer,
) -> None:
    with working_server.client() as caller:
        request_id = working_server.submit(caller)
        url = working_server.await_over(caller, request_id)["output"]["video"]
        for path in (working_server.home / "blobs" / "requests" / request_id).rglob("*.mp4"):
            with path.open("r+b") as file:
                file.truncate(500)
        answer = caller.get(url)
        assert answer.status_code == 500
        assert answer.json()["error_code"] == 500001
        assert str(working_server.home) not in answer.text


def test_a_player_that_hangs_up_half_way_does_the_server_no_harm(
    working_server: RunningServer, anyone: httpx.Client
) -> None:
    with working_server.client() as caller:
        request_id = working_server.submit(caller, prompt="size 50000000")
        url = working_server.await_over(caller, request_id)["output"]["video"]
    before = working_server.log.count('"level":"error"')
    for _ in range(3):
        with anyone.stream("GET", url) as answer:
            next(answer.iter_raw(1_000))
    assert anyone.get("/healthz").status_code == 200
    assert working_server.log.count('"level":"error"') == before
    assert anyone.get(url, headers={"range": "bytes=-5"}).status_code == 206
