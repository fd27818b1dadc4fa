"""A local picture in an input is sent along."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from client_side import Side
from faulty_server import FaultyServer
from rushes.errors import TooLarge


def test_a_path_in_an_input_is_sent_as_a_data_uri(
    side: Side, server: FaultyServer, tmp_path: Path
) -> None:
    picture = tmp_path / "start.png"
    picture.write_bytes(b"\x89PNG picture")
    side.do(side.client.submit("a/b", start_image_url=picture, images=[picture], prompt="x"))
    uri = "data:image/png;base64," + base64.b64encode(b"\x89PNG picture").decode()
    assert json.loads(server.seen[0].body) == {
        "start_image_url": uri,
        "images": [uri],
        "prompt": "x",
    }


def test_a_file_that_no_call_can_carry_is_refused_before_it_is_read(
    side: Side, server: FaultyServer, tmp_path: Path
) -> None:
    film = tmp_path / "long.mp4"
    with film.open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(TooLarge, match="give a URL instead"):
        side.do(side.client.submit("a/b", video_url=film))
    assert server.seen == []


def test_a_file_that_is_not_there_is_named(side: Side, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.png"):
        side.do(side.client.submit("a/b", start_image_url=tmp_path / "nowhere.png"))
