"""Backups made in the middle of things, and homes made of them."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from home_side import IMAGE_MODEL, HomeSide, home_side, worker_process
from png_image import data_uri, png
from rushes.domain.request import Artifact, State
from rushes.errors import Conflict, NotFound
from rushes.services.access import ensure_owner_token
from rushes.services.backup import Backup, restore
from rushes.store.claims import Ending
from rushes.store.sqlite import SqliteDatabase, connect

pytestmark = pytest.mark.anyio


async def finish_next(side: HomeSide, number: int) -> None:
    """Finish the oldest request with a film of its own."""
    claims = side.claims("finisher")
    claim = await claims.claim_next()
    if claim is None:
        return
    path = f"requests/{claim.request_id}/{claim.attempt}/film.mp4"
    blob = await side.services.blobs.put_bytes(f"film {number}".encode(), path)
    film = Artifact("video", "film.mp4", "video/mp4", blob.size_bytes, blob.sha256, path, path)
    assert await claims.finish(claim, Ending(State.SUCCEEDED, [film]))


async def bustle(side: HomeSide, stop: asyncio.Event) -> int:
    """Submit, finish and delete until told to stop; gives how often."""
    caller = await side.caller()
    for number in itertools.count(1):
        if stop.is_set():
            return number
        request_id = await side.submit(
            f"film {number}", model=IMAGE_MODEL, start_image_url=data_uri(png())
        )
        await finish_next(side, number)
        if number % 2 == 0:
            await side.services.requests.delete(caller, request_id)
    return 0


async def test_a_backup_made_during_work_lacks_nothing_it_names(tmp_path: Path) -> None:
    home, target, copy = (tmp_path / name for name in ("home", "backup", "copy"))
    async with home_side(home) as side:
        await side.caller()
        for number in range(20):
            await side.submit()
            await finish_next(side, number)
        stop = asyncio.Event()
        work = asyncio.create_task(bustle(side, stop))
        for number in range(3):
            await asyncio.sleep(0)
            report = await side.services.backup.make(target / str(number))
            assert report.missing == []
        stop.set()
        assert await work > 1
    restore(target / "2", copy)
    async with home_side(copy) as side:
        diagnosis = await side.services.doctor.look(settle_seconds=0.0)
        assert diagnosis.is_sound, diagnosis
        succeeded = 0
        for request_id, path, _ in await side.services.store.blob_paths():
            request = await side.services.store.get(request_id)
            assert request is not None
            assert (copy / "blobs" / path).exists()
            succeeded += request.state is State.SUCCEEDED
        assert succeeded >= 20


@pytest.mark.parametrize("is_over", [False, True])
async def test_a_request_deleted_during_the_backup_is_left_out_of_it(
    tmp_path: Path, is_over: bool
) -> None:
    async with home_side(tmp_path / "home") as side:
        gone, kept = [
            await side.submit(model=IMAGE_MODEL, start_image_url=data_uri(png())) for _ in range(2)
        ]
        if is_over:
            await finish_next(side, 1)

        def open_a_moment_later(path: Path) -> SqliteDatabase:
            """The copy is made, its blobs are not yet: just then the request goes."""
            with closing(connect(side.home / "rushes.db")) as connection:
                if not is_over:
                    connection.execute(
                        f"UPDATE requests SET state = 'cancelled' WHERE id = '{gone}'"
                    )
                connection.execute(f"DELETE FROM requests WHERE id = '{gone}'")
            shutil.rmtree(side.home / "blobs" / "requests" / gone)
            return SqliteDatabase(path)

        services = side.services
        backup = Backup(side.home, services._database, services.blobs, open_a_moment_later)
        report = await backup.make(tmp_path / "backup")
        assert report.missing == []
    restore(tmp_path / "backup", tmp_path / "copy")
    async with home_side(tmp_path / "copy") as side:
        assert await side.services.store.get(gone) is None
        assert await side.services.store.get(kept) is not None
        assert (await side.services.doctor.look(settle_seconds=0.0)).is_sound


async def test_a_restored_home_works_on(tmp_path: Path) -> None:
    home, target, copy = (tmp_path / name for name in ("home", "backup", "copy"))
    async with home_side(home) as side:
        token = await ensure_owner_token(side.services.access, home)
        waiting = await side.submit("write", key="key")
        running = await side.submit("write", by="ben")
        assert await side.claims(lease_seconds=0.01).claim_next() is not None
        (home / "rushes.toml").write_text("[server]\nport = 9999\n", encoding="utf-8")
        await side.services.backup.make(target)
    restore(target, copy)
    assert (copy / "token").read_text(encoding="ascii").strip() == token
    assert (copy / "token").stat().st_mode & 0o077 == 0
    assert "9999" in (copy / "rushes.toml").read_text(encoding="utf-8")
    async with home_side(copy) as side:
        owner = await side.services.access.authenticate(f"Bearer {token}")
        side.callers |= {"ana": owner, "ben": owner}
        with worker_process(copy, queue__lease_seconds="1"):
            for request_id in (waiting, running):
                assert (await side.is_over(request_id)).state is State.SUCCEEDED


async def test_a_backup_never_goes_over_something_else(tmp_path: Path) -> None:
    async with home_side(tmp_path / "home") as side:
        (tmp_path / "there").mkdir()
        (tmp_path / "there" / "thesis.txt").touch()
        with pytest.raises(Conflict):
            await side.services.backup.make(tmp_path / "there")
        await side.services.backup.make(tmp_path / "new")
        with pytest.raises(Conflict):
            restore(tmp_path / "new", tmp_path / "home")
    with pytest.raises(NotFound):
        restore(tmp_path / "there", tmp_path / "home-2")
    assert not (tmp_path / "home-2").exists()


async def test_a_blob_that_the_home_lacks_is_told_and_the_rest_is_saved(tmp_path: Path) -> None:
    async with home_side(tmp_path / "home") as side:
        for number in range(2):
            await side.submit()
            await finish_next(side, number)
        lost, kept = side.blobs()
        (side.home / "blobs" / lost).unlink()
        report = await side.services.backup.make(tmp_path / "backup")
        assert report.missing == [lost]
        assert report.blobs == 1
        assert (tmp_path / "backup" / "blobs" / kept).exists()
