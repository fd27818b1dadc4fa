"""Media that come with a request: judged by content, never by name."""

from __future__ import annotations

import asyncio
import base64
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest
import skia
from hypothesis import given
from hypothesis import strategies as st

from far_side import answer, far_side
from rushes.domain.media_header import Header, read_header
from rushes.errors import InvalidInput
from rushes.inputs.media import MediaInput, collect_media, fetch_media, judge_media
from rushes.settings import Media

SETTINGS = Media()
OPEN = Media(allow_http=True, allow_private_addresses=True)
FORMATS = {
    "image/png": skia.EncodedImageFormat.kPNG,
    "image/jpeg": skia.EncodedImageFormat.kJPEG,
    "image/webp": skia.EncodedImageFormat.kWEBP,
}


@dataclass(frozen=True)
class TakesMedia:
    name: str
    kind: str
    is_list: bool = False


def image(width: int, height: int, media_type: str = "image/png") -> bytes:
    surface = skia.Surface(width, height)
    surface.getCanvas().clear(0xFF2255AA)
    return bytes(surface.makeImageSnapshot().encodeToData(FORMATS[media_type], 90))


def bitmap(width: int, height: int) -> bytes:
    """A BMP header, top-down as some programs write them."""
    info = struct.pack("<IiiHHIIiiII", 40, width, -height, 1, 24, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + info


def data_uri(data: bytes, media_type: str = "image/png") -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def start_image(source: str) -> MediaInput:
    return MediaInput("start_image_url", "image", source)


@pytest.mark.parametrize("media_type", FORMATS)
def test_an_image_is_known_by_its_first_bytes(media_type: str) -> None:
    assert read_header(image(640, 360, media_type)) == Header(media_type, 640, 360)


def test_a_bitmap_and_a_lossless_webp_are_known_too() -> None:
    assert read_header(bitmap(500, 400)) == Header("image/bmp", 500, 400)
    lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (499 | 399 << 14).to_bytes(4, "little")
    assert read_header(lossless) == Header("image/webp", 500, 400)
    extended = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xf3\x01\0\x8f\x01\0"
    assert read_header(extended) == Header("image/webp", 500, 400)


@given(st.binary(max_size=400))
def test_no_bytes_upset_the_reading_of_headers(data: bytes) -> None:
    for start in (b"", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBPVP8 ", b"BM", b"\x89PNG\r\n\x1a\n"):
        header = read_header(start + data)
        assert header is None or (header.width_px >= 0 and header.height_px >= 0)


def test_a_good_data_uri_has_no_fault() -> None:
    assert judge_media([start_image(data_uri(image(640, 360)))], SETTINGS) == []


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("data:image/png,notbase64", "must have the form"),
        ("data:image/png;base64,!!!!", "not valid base64"),
        (data_uri(b"GIF89a" + bytes(50)), "image/gif is not taken"),
        (data_uri(b"hello, I am no image"), "nothing known, where image"),
        (data_uri(image(299, 600)), "at least 300 px"),
        (data_uri(image(1000, 300)), "2.5 times"),
        (data_uri(bitmap(20_000, 20_000)), "100,000,000 pixels"),
        (data_uri(image(640, 360)[:20]), "nothing known"),
        ("http://example.com/a.png", "must begin with https://"),
        ("https://169.254.169.254/latest/meta-data", "not a public address"),
        ("blob:https://example.com/1", "must begin with https://"),
        ("", "must begin with https://"),
    ],
)
def test_a_bad_medium_is_refused_at_submit_with_its_place(source: str, why: str) -> None:
    (fault,) = judge_media([start_image(source)], SETTINGS)
    assert fault["loc"] == ["body", "start_image_url"]
    assert why in fault["msg"]


def test_every_bad_medium_is_named_at_once() -> None:
    properties = [TakesMedia("start_image_url", "image"), TakesMedia("image_urls", "image", True)]
    values = {"start_image_url": "x", "image_urls": ["https://example.com/a.png", "y"]}
    faults = judge_media(collect_media(properties, values), SETTINGS)
    assert [fault["loc"] for fault in faults] == [
        ["body", "start_image_url"],
        ["body", "image_urls", 1],
    ]


def test_a_data_uri_larger_than_the_limit_is_refused_before_it_is_decoded() -> None:
    small = Media(max_image_bytes=10_000)
    (fault,) = judge_media([start_image(data_uri(bytes(20_000)))], small)
    assert "more than 10,000 bytes" in fault["msg"]


def test_a_fetched_image_is_judged_by_its_content(tmp_path: Path) -> None:
    picture = image(640, 360)
    chunk = struct.pack(">I", 4) + b"IHDR" + struct.pack(">II", 50_000, 50_000)
    bomb = picture[:8] + chunk + bytes(9) + zlib.compress(bytes(1_000))
    answers = {
        "/good.txt": answer(picture, Content_Type="text/plain"),
        "/page.png": answer(b"<html>not an image</html>", Content_Type="image/png"),
        "/bomb.png": answer(bomb),
    }

    async def run() -> None:
        async with far_side(answers) as (port, _):
            base = f"http://127.0.0.1:{port}"
            fetched = await fetch_media(start_image(f"{base}/good.txt"), tmp_path, OPEN)
            assert (fetched.media_type, fetched.width_px, fetched.height_px) == (
                "image/png",
                640,
                360,
            )
            assert fetched.path.read_bytes() == picture
            fetched.path.unlink()
            for path, why in (("/page.png", "nothing known"), ("/bomb.png", "pixels")):
                with pytest.raises(InvalidInput, match=why) as caught:
                    await fetch_media(start_image(base + path), tmp_path, OPEN)
                assert caught.value.faults[0]["loc"] == ["body", "start_image_url"]

    asyncio.run(run())
    assert list(tmp_path.iterdir()) == []


def test_a_data_uri_becomes_a_file(tmp_path: Path) -> None:
    picture = image(400, 400, "image/jpeg")
    source = start_image(data_uri(picture, "image/jpeg"))
    fetched = asyncio.run(fetch_media(source, tmp_path, SETTINGS))
    assert fetched.path.read_bytes() == picture
    assert fetched.size_bytes == len(picture)
