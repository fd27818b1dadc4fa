"""Looking at requests, listing, cancelling and deleting them; whose they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from home_side import MODEL, OTHER_MODEL, HomeSide, home_side
from rushes.domain.request import Artifact, State
from rushes.errors import Conflict, InvalidInput, NotFound, PermissionDenied
from rushes.services.requests import RequestFilter
from rushes.store.claims import Ending

pytestmark = pytest.mark.anyio


async def succeed(side: HomeSide, token: str = "token") -> None:
    """Finish the next request with a film among the blobs."""
    claims = side.claims()
    claim = await claims.claim_next()
    assert claim is not None
    path = f"requests/{claim.request_id}/1/film.mp4"
    blob = await side.services.blobs.put_bytes(b"film", path)
    film = Artifact("video", "film.mp4", "video/mp4", 4, blob.sha256, token, path)
    assert await claims.finish(claim, Ending(State.SUCCEEDED, [film]))


async def test_another_account_is_refused_and_the_owner_is_not(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit()
        other, owner = await side.caller("ben"), await side.caller("boss", is_owner=True)
        requests = side.services.requests
        for act in (requests.get, requests.cancel, requests.delete):
            with pytest.raises(PermissionDenied):
                await act(other, request_id)
        assert (await requests.get(owner, request_id)).request.id == request_id


async def test_an_unknown_request_is_not_found(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        caller = await side.caller()
        for act in (
            side.services.requests.get,
            side.services.requests.cancel,
            side.services.requests.delete,
        ):
            with pytest.raises(NotFound):
                await act(caller, "nothing")


async def test_only_a_queued_request_is_cancelled_and_again_is_harmless(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        caller, cancel = await side.caller(), side.services.requests.cancel
        first, second = await side.submit(), await side.submit()
        assert await side.claims().claim_next() is not None
        request, outcome = await cancel(caller, first)
        assert (request.state, outcome) == (State.RUNNING, "not_cancellable")
        request, outcome = await cancel(caller, second)
        assert (request.state, outcome) == (State.CANCELLED, "cancelled")
        request, outcome = await cancel(caller, second)
        assert (request.state, outcome) == (State.CANCELLED, "not_cancellable")


async def test_only_the_owner_cancels_by_force(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit()
        claims = side.claims()
        claim = await claims.claim_next()
        assert claim is not None
        with pytest.raises(PermissionDenied):
            await side.services.requests.cancel(await side.caller(), request_id, force=True)
        owner = await side.caller("boss", is_owner=True)
        request, outcome = await side.services.requests.cancel(owner, request_id, force=True)
        assert (request.state, outcome) == (State.CANCELLED, "cancelled")
        assert await claims.heartbeat(claim) is None
        assert not await claims.finish(claim, Ending(State.SUCCEEDED))


async def test_pages_show_every_request_once_while_new_ones_come(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        caller = await side.caller()
        submitted = [await side.submit() for _ in range(11)]
        await side.submit(by="ben")
        seen: list[str] = []
        cursor = None
        while True:
            chosen = RequestFilter(limit=3, cursor=cursor)
            page = await side.services.requests.list(caller, chosen)
            seen += [request.id for request in page.requests]
            cursor = page.next_cursor
            if cursor is None:
                break
            await side.submit()
        assert seen == submitted[::-1]


async def test_lists_are_chosen_by_state_model_and_time(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        caller = await side.caller()
        early = [await side.submit(model=model) for model in (MODEL, OTHER_MODEL)]
        middle = datetime.now(UTC)
        late = await side.submit()
        await side.services.requests.cancel(caller, late)

        async def ids(**chosen: object) -> list[str]:
            filtered = RequestFilter(**chosen)  # type: ignore[arg-type]
            page = await side.services.requests.list(caller, filtered)
            return [request.id for request in page.requests]

        assert await ids(state=State.CANCELLED) == [late]
        assert await ids(state=State.QUEUED) == early[::-1]
        assert await ids(model_id=OTHER_MODEL) == [early[1]]
        assert await ids(created_before=middle) == early[::-1]
        assert await ids(created_after=middle) == [late]
        assert await ids(state=State.QUEUED, created_after=middle) == []


@pytest.mark.parametrize("cursor", ["", "?", "eA", "LTEuLTE", "é", "MS4" + "y" * 5_000])
async def test_a_senseless_cursor_is_refused(tmp_path: Path, cursor: str) -> None:
    async with home_side(tmp_path) as side:
        with pytest.raises(InvalidInput):
            await side.services.requests.list(await side.caller(), RequestFilter(cursor=cursor))


@pytest.mark.parametrize("limit", [0, -1, 201])
async def test_a_senseless_limit_is_refused(tmp_path: Path, limit: int) -> None:
    async with home_side(tmp_path) as side:
        with pytest.raises(InvalidInput):
            await side.services.requests.list(await side.caller(), RequestFilter(limit=limit))


async def test_a_request_that_is_not_over_is_not_deleted(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit()
        with pytest.raises(Conflict):
            await side.services.requests.delete(await side.caller(), request_id)


async def test_a_deleted_request_takes_its_files_with_it(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit()
        await succeed(side)
        output = await side.services.requests.output("token", "film.mp4")
        assert output.artifact.size_bytes == 4
        assert output.expires_at is not None
        await side.services.requests.delete(await side.caller(), request_id)
        assert side.blobs() == []
        with pytest.raises(NotFound):
            await side.services.requests.output("token", "film.mp4")


async def test_an_output_is_found_by_its_whole_address_only(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await side.submit()
        await succeed(side)
        for token, name in (("token", "other.mp4"), ("tokem", "film.mp4"), ("", "")):
            with pytest.raises(NotFound):
                await side.services.requests.output(token, name)


async def test_retention_deletes_what_is_over_and_expired(tmp_path: Path) -> None:
    async with home_side(tmp_path, storage__retention_days="0") as side:
        gone = await side.submit()
        await succeed(side)
        kept = await side.submit()
        with pytest.raises(NotFound):
            await side.services.requests.output("token", "film.mp4")
        assert await side.services.retention.go_round() == 1
        assert side.blobs() == []
        with pytest.raises(NotFound):
            await side.get(gone)
        assert (await side.get(kept)).state is State.QUEUED


async def test_retention_keeps_what_has_time_left(tmp_path: Path) -> None:
    async with home_side(tmp_path, storage__retention_days="2") as side:
        request_id = await side.submit()
        await succeed(side)
        assert await side.services.retention.go_round() == 0
        request = await side.get(request_id)
        assert request.finished_at is not None
        assert request.expires_at is not None
        assert abs(request.expires_at - request.finished_at - timedelta(days=2)) < timedelta(
            seconds=1
        )
