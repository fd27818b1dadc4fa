"""Media by URL: fetched once the request is accepted, from a server on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from far_side import answer, far_side
from home_side import IMAGE_MODEL, HomeSide, home_side, until, worker_process
from png_image import data_uri, png
from rushes.domain.request import State

pytestmark = pytest.mark.anyio

OPEN = {"media__allow_http": "true", "media__allow_private_addresses": "true"}


async def fetched(side: HomeSide, request_id: str) -> None:
    """Wait until a request's medium is among the blobs."""

    async def look() -> bool:
        return any(f"{request_id}/media" in blob for blob in side.blobs())

    await until(look)


async def test_media_are_fetched_before_the_requests_turn_comes(tmp_path: Path) -> None:
    image = png()
    async with (
        home_side(tmp_path, **OPEN) as side,
        far_side({"/a.png": answer(image)}) as (port, asked),
    ):
        with worker_process(tmp_path, queue__poll_seconds="600", **OPEN):
            first = await side.submit("wait; write")
            await side.note("started", request_id=first)
            second = await side.submit(
                "write", model=IMAGE_MODEL, start_image_url=f"http://127.0.0.1:{port}/a.png"
            )
            await fetched(side, second)
            assert (await side.get(second)).state is State.QUEUED
            side.mark("go")
            assert (await side.is_over(second)).state is State.SUCCEEDED
        assert asked == ["/a.png"]
        (note,) = (note for note in side.notes("started") if note["request_id"] == second)
        assert note["media"] == ["start_image_url"]


@pytest.mark.parametrize("path", ["/none.png", "/text.png"])
async def test_a_medium_that_cannot_be_used_fails_the_request_and_names_the_property(
    tmp_path: Path, path: str
) -> None:
    answers = {"/text.png": answer(b"no image at all")}
    async with home_side(tmp_path, **OPEN) as side, far_side(answers) as (port, _):
        with worker_process(tmp_path, **OPEN):
            request_id = await side.submit(
                "write", model=IMAGE_MODEL, start_image_url=f"http://127.0.0.1:{port}{path}"
            )
            request = await side.is_over(request_id)
        assert request.state is State.FAILED
        assert request.error is not None
        assert request.error["error_code"] == 422001
        assert request.error["detail"][0]["loc"] == ["body", "start_image_url"]
        assert side.blobs() == []
        assert side.notes("started") == []


async def test_a_name_that_leads_to_a_private_address_is_refused_when_it_is_fetched(
    tmp_path: Path,
) -> None:
    async with home_side(tmp_path) as side:
        with worker_process(tmp_path):
            request_id = await side.submit(
                "write", model=IMAGE_MODEL, start_image_url="https://localhost/a.png"
            )
            request = await side.is_over(request_id)
        assert request.error is not None
        assert request.error["error_code"] == 422001


async def test_media_of_a_cancelled_request_are_not_fetched(tmp_path: Path) -> None:
    image = png()
    async with (
        home_side(tmp_path, **OPEN) as side,
        far_side({"/a.png": answer(image)}) as (port, asked),
    ):
        values = {"model": IMAGE_MODEL, "start_image_url": f"http://127.0.0.1:{port}/a.png"}
        cancelled = await side.submit("write", **values)
        await side.services.requests.cancel(await side.caller(), cancelled)
        kept = await side.submit("write", **values)
        with worker_process(tmp_path, **OPEN):
            await side.is_over(kept)
        assert asked == ["/a.png"]


async def test_fetched_media_count_against_the_account(tmp_path: Path) -> None:
    image = png()
    limits = {**OPEN, "limits__media_bytes": str(len(image) + 1)}
    async with (
        home_side(tmp_path, **limits) as side,
        far_side({"/a.png": answer(image)}) as (port, _),
    ):
        values = {"model": IMAGE_MODEL, "start_image_url": f"http://127.0.0.1:{port}/a.png"}
        with worker_process(tmp_path, **limits):
            first = await side.is_over(await side.submit("write", **values))
            second = await side.is_over(await side.submit("write", **values))
        assert first.state is State.SUCCEEDED
        assert second.error is not None
        assert second.error["error_code"] == 429001


async def test_no_byte_is_kept_of_an_image_that_the_engine_refused(tmp_path: Path) -> None:
    async with (
        home_side(tmp_path, **OPEN) as side,
        far_side({"/a.png": answer(png())}) as (port, _),
    ):
        with worker_process(tmp_path, **OPEN):
            by_url = await side.submit(
                "refuse it is torn",
                model=IMAGE_MODEL,
                start_image_url=f"http://127.0.0.1:{port}/a.png",
            )
            by_data = await side.submit(
                "refuse it is torn", model=IMAGE_MODEL, start_image_url=data_uri(png())
            )
            for request_id in (by_url, by_data):
                request = await side.is_over(request_id)
                assert request.state is State.FAILED
                assert request.error is not None
                assert request.error["detail"][0]["loc"] == ["body", "start_image_url"]

            async def look() -> bool:
                return not await side.services.blobs.list_under("")

            await until(look)
        assert (await side.services.doctor.look(settle_seconds=0.0)).is_sound
