"""What a submit takes in, refuses, and says again."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from home_side import IMAGE_MODEL, MODEL, home_side, until
from png_image import data_uri, png
from rushes.domain.request import State
from rushes.errors import Conflict, InvalidInput, LimitExceeded, ModelNotFound, StorageFull
from rushes.services.disk import DiskGuard
from rushes.store.sqlite import connect

pytestmark = pytest.mark.anyio


async def test_a_submitted_request_is_queued_with_its_defaults(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request = await side.get(await side.submit("a dog", seed=7))
        assert request.state is State.QUEUED
        assert request.input["duration"] == 5
        assert "seed" not in request.input
        assert request.warnings == ["seed is not an input of this model; it was ignored"]
        assert len(request.id) == 22


async def test_every_fault_of_schema_and_media_comes_at_once(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        with pytest.raises(InvalidInput) as raised:
            await side.submit(
                "a dog",
                model=IMAGE_MODEL,
                duration=99,
                start_image_url="http://127.0.0.1/a.png",
                end_image_url=data_uri(b"no image"),
            )
        places = {fault["loc"][1] for fault in raised.value.faults}
        assert places == {"duration", "start_image_url", "end_image_url"}
        assert side.blobs() == []


async def test_an_unknown_model_is_refused(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        with pytest.raises(ModelNotFound):
            await side.submit(model="kling/none")


async def test_data_uris_are_kept_as_blobs_and_not_in_the_row(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        image = png()
        request_id = await side.submit(model=IMAGE_MODEL, start_image_url=data_uri(image))
        (blob,) = side.blobs()
        assert blob.startswith(f"requests/{request_id}/media/")
        assert (tmp_path / "blobs" / blob).read_bytes() == image
        request = await side.get(request_id)
        assert request.input["start_image_url"] == f"data:image/png;size={len(image)},"
        assert list((tmp_path / "work").iterdir()) == []


async def test_no_blob_is_left_of_a_refused_submit(tmp_path: Path) -> None:
    async with home_side(tmp_path, limits__waiting_requests="1") as side:
        await side.submit()
        with pytest.raises(LimitExceeded):
            await side.submit(model=IMAGE_MODEL, start_image_url=data_uri(png()))
        assert side.blobs() == []
        assert list((tmp_path / "work").iterdir()) == []


async def test_the_same_key_and_input_get_the_same_answer(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        caller = await side.caller()
        values: dict[str, Any] = {"prompt": "a dog", "seed": 1}
        answers = await asyncio.gather(
            *(side.services.requests.submit(caller, MODEL, values, "key") for _ in range(8))
        )
        assert len({answer.request_id for answer in answers}) == 1
        assert all(answer.warnings == answers[0].warnings != [] for answer in answers)
        assert [answer.is_repeat for answer in answers].count(False) == 1
        page = await side.services.requests.list(caller)
        assert len(page.requests) == 1


async def test_the_same_key_with_another_input_is_refused(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await side.submit("a dog", key="key")
        with pytest.raises(Conflict):
            await side.submit("a cat", key="key")
        with pytest.raises(Conflict):
            await side.submit("a dog", key="key", model=MODEL.replace("pro", "4k"))


async def test_a_key_is_free_again_after_its_day(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        first = await side.submit("a dog", key="key")
        await side.submit("a dog", key="other")
        with closing(connect(tmp_path / "rushes.db")) as connection:
            connection.execute(
                "UPDATE idempotency_keys SET expires_at = expires_at - 86400000000"
                " WHERE idempotency_key = 'key'"
            )
        second = await side.submit("a cat", key="key")
        assert second != first
        assert await side.submit("a cat", key="key") == second
        with closing(connect(tmp_path / "rushes.db")) as connection:
            connection.execute("UPDATE idempotency_keys SET expires_at = 1")
            await side.services.retention.go_round()
            rows = connection.execute("SELECT count(*) FROM idempotency_keys").fetchone()
            assert tuple(rows) == (0,)


async def test_accounts_do_not_share_idempotency_keys(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        first = await side.submit("a dog", key="key", by="ana")
        second = await side.submit("a cat", key="key", by="ben")
        assert first != second


async def test_a_repeated_submit_with_data_keeps_one_blob(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await side.caller()
        values = {"model": IMAGE_MODEL, "start_image_url": data_uri(png()), "key": "key"}
        answers = await asyncio.gather(*(side.submit(**values) for _ in range(4)))
        assert len(set(answers)) == 1
        assert len(side.blobs()) == 1


async def test_an_account_has_only_so_many_waiting(tmp_path: Path) -> None:
    async with home_side(tmp_path, limits__waiting_requests="2") as side:
        first = await side.submit()
        await side.submit()
        with pytest.raises(LimitExceeded):
            await side.submit()
        await side.submit(by="ben")
        await side.services.requests.cancel(await side.caller(), first)
        await side.submit()


async def test_an_account_sends_only_so_many_a_minute(tmp_path: Path) -> None:
    async with home_side(tmp_path, limits__requests_per_minute="3") as side:
        for _ in range(3):
            await side.submit()
        with pytest.raises(LimitExceeded) as raised:
            await side.submit()
        assert 1 <= raised.value.retry_after_seconds <= 60
        await side.submit(by="ben")


@pytest.mark.parametrize("limit", ["waiting_requests", "requests_per_minute"])
async def test_a_limit_holds_for_submits_that_come_together(tmp_path: Path, limit: str) -> None:
    async with home_side(tmp_path, **{f"limits__{limit}": "3"}) as side:
        await side.caller()
        await side.caller("ben")
        submits = [side.submit(f"dog {number}") for number in range(12)]
        others = [side.submit(by="ben") for _ in range(3)]
        answers = await asyncio.gather(*submits, *others, return_exceptions=True)
        assert [isinstance(answer, LimitExceeded) for answer in answers[:12]].count(True) == 9
        assert all(isinstance(answer, str) for answer in answers[12:])
        assert len((await side.services.requests.list(await side.caller())).requests) == 3


async def test_submits_that_come_together_queue_in_their_order(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await side.caller()
        prompts = [f'{number} dogs, "barking" \\ \x01 ‘não’ 犬' for number in range(40)]
        ids = await asyncio.gather(*(side.submit(prompt) for prompt in prompts))
        page = await side.services.requests.list(await side.caller())
        assert [request.id for request in reversed(page.requests)] == list(ids)
        assert [request.input["prompt"] for request in reversed(page.requests)] == prompts


async def test_repeats_among_submits_that_come_together_get_one_answer(tmp_path: Path) -> None:
    async with home_side(tmp_path, limits__waiting_requests="3") as side:
        await side.caller()
        submits = [side.submit(f"dog {number % 4}", key=str(number % 4)) for number in range(12)]
        answers = await asyncio.gather(*submits, return_exceptions=True)
        kept = {answer for answer in answers if isinstance(answer, str)}
        assert len(kept) == 3
        assert len([answer for answer in answers if isinstance(answer, LimitExceeded)]) == 3


async def test_an_account_keeps_only_so_many_media_bytes(tmp_path: Path) -> None:
    image = png()
    async with home_side(tmp_path, limits__media_bytes=str(len(image) * 2)) as side:
        values = {"model": IMAGE_MODEL, "start_image_url": data_uri(image)}
        first = await side.submit(**values)
        await side.submit(**values)
        with pytest.raises(LimitExceeded):
            await side.submit(**values)
        await side.services.requests.cancel(await side.caller(), first)
        await side.services.requests.delete(await side.caller(), first)
        together = await asyncio.gather(
            *(side.submit(**values) for _ in range(3)), return_exceptions=True
        )
        assert [isinstance(answer, LimitExceeded) for answer in together].count(True) == 2


async def test_submits_are_refused_before_the_disk_is_full(tmp_path: Path) -> None:
    async with home_side(tmp_path, storage__min_free_bytes=str(2**60)) as side:
        with pytest.raises(StorageFull):
            await side.submit()
        page = await side.services.requests.list(await side.caller())
        assert page.requests == []


def test_no_room_asked_for_is_never_too_little(tmp_path: Path) -> None:
    DiskGuard(tmp_path, 0).check()


async def test_a_submit_whose_caller_went_away_leaves_row_and_blob_together(
    tmp_path: Path,
) -> None:
    async with home_side(tmp_path) as side:
        caller = await side.caller()
        values = {"prompt": "x", "start_image_url": data_uri(png(900, 900))}
        submit = asyncio.create_task(side.services.requests.submit(caller, IMAGE_MODEL, values))
        work = tmp_path / "work"

        async def has_begun() -> bool:
            return work.exists()

        async def is_done() -> bool:
            return not any(work.iterdir())

        await until(has_begun, pause_seconds=0.0)
        submit.cancel()
        with pytest.raises(asyncio.CancelledError):
            await submit
        await until(is_done)
        page = await side.services.requests.list(caller)
        assert len(page.requests) == len(side.blobs()) == 1


async def test_no_requests_id_looks_like_an_option_of_a_command_line(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        first = await side.submit("a dog")
        ids = [first, *await asyncio.gather(*(side.submit("a dog") for _ in range(1_500)))]
        assert not [request_id for request_id in ids if request_id.startswith("-")]
        assert len(set(ids)) == len(ids)
