"""A film comes whole or not at all, and its fetching gives nothing away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from client_side import Side
from faulty_server import FILE, HANG_UP_BEFORE, FaultyServer, Misdeed, answer_with, faulty_server
from rushes.client.downloading import file_name_of
from rushes.errors import NotFound, ServerUnreachable

FILM = os.urandom(300_000)


def cut_after(size_bytes: int, etag: str | None = '"one"') -> Misdeed:
    headers = {"ETag": etag} if etag else {}
    return Misdeed(False, 200, FILM[:size_bytes], headers, len(FILM) - size_bytes)


def film_url(server: FaultyServer) -> str:
    server.file = FILM
    return f"{server.url}/files/t0ken/film.mp4"


def test_a_film_is_written_under_the_name_given(
    side: Side, server: FaultyServer, tmp_path: Path
) -> None:
    server.result = {"status": "succeeded", "output": {"video": film_url(server)}}
    path = side.do(side.client.request("request-1").download(tmp_path / "mine.mp4"))
    assert path == tmp_path / "mine.mp4"
    assert path.read_bytes() == FILM
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_takes_the_film_under_its_own_name(
    side: Side, server: FaultyServer, tmp_path: Path
) -> None:
    assert side.do(side.client.download(film_url(server), tmp_path)) == tmp_path / "film.mp4"


def test_a_cut_download_is_continued_where_it_stopped(
    side: Side, server: FaultyServer, tmp_path: Path
) -> None:
    server.misdeeds[FILE] += [cut_after(100_000), HANG_UP_BEFORE]
    path = side.do(side.client.download(film_url(server), tmp_path / "film.mp4"))
    assert path.read_bytes() == FILM
    assert [call.headers.get("range") for call in server.seen] == [
        None,
        "bytes=100000-",
        "bytes=100000-",
    ]


@pytest.mark.parametrize("etag", [None, '"another"', 'W/"weak"'])
def test_a_cut_download_starts_over_where_the_file_may_be_another(
    side: Side, server: FaultyServer, tmp_path: Path, etag: str | None
) -> None:
    server.misdeeds[FILE].append(cut_after(100_000, etag))
    path = side.do(side.client.download(film_url(server), tmp_path / "film.mp4"))
    assert path.read_bytes() == FILM


def test_what_does_not_come_whole_leaves_nothing(
    side: Side, server: FaultyServer, tmp_path: Path
) -> None:
    (tmp_path / "film.mp4").write_bytes(b"the one before")
    server.misdeeds[FILE] += [HANG_UP_BEFORE] * 10
    with pytest.raises(ServerUnreachable, match="could not be downloaded whole"):
        side.do(side.client.download(film_url(server), tmp_path / "film.mp4"))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"the one before"]


def test_a_film_that_is_gone_is_said_to_be(
    side: Side, server: FaultyServer, tmp_path: Path
) -> None:
    gone = {"error_code": 404001, "error_message": "it was deleted"}
    server.misdeeds[FILE].append(answer_with(404, gone))
    with pytest.raises(NotFound, match="it was deleted"):
        side.do(side.client.download(film_url(server), tmp_path / "film.mp4"))
    assert list(tmp_path.iterdir()) == []


def test_the_token_goes_to_no_file_and_to_no_other_origin(
    side: Side, server: FaultyServer, tmp_path: Path
) -> None:
    with faulty_server() as other:
        where = f"{other.url}/files/t/film.mp4"
        other.file = FILM
        server.misdeeds[FILE].append(answer_with(302, Location=where))
        side.do(side.client.download(film_url(server), tmp_path / "film.mp4"))
        side.do(side.client.models())
        assert [call.headers.get("authorization") for call in server.seen] == [
            None,
            "Bearer secret",
        ]
        assert [call.headers.get("authorization") for call in other.seen] == [None]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://h/files/t/film.mp4?sig=1", "film.mp4"),
        ("https://h/files/..%2F..%2Fetc%2Fpasswd", "_.._etc_passwd"),
        ("https://h/files/.bashrc", "bashrc"),
        ("https://h/", "output"),
    ],
)
def test_a_url_names_a_file_that_stays_in_its_folder(url: str, name: str) -> None:
    assert file_name_of(url) == name
