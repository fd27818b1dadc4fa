"""The doctor: the store held against the blobs."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from home_side import IMAGE_MODEL, MODEL, HomeSide, home_side
from png_image import data_uri, png
from rushes.blobs.object_store import ObjectStoreBlobs
from rushes.domain.request import Artifact, State
from rushes.services.doctor import Doctor
from rushes.store.claims import Ending
from rushes.store.media import MediumRecord, MediumState
from rushes.store.requests import NewRequest

pytestmark = pytest.mark.anyio


async def with_films(side: HomeSide) -> list[str]:
    """Two finished requests, and one queued with an image; gives all blobs."""
    claims = side.claims()
    for token in ("t0", "t1"):
        await side.submit()
        claim = await claims.claim_next()
        assert claim is not None
        path = f"requests/{claim.request_id}/1/film.mp4"
        blob = await side.services.blobs.put_bytes(token.encode(), path)
        film = Artifact("video", "film.mp4", "video/mp4", 2, blob.sha256, token, path)
        await claims.finish(claim, Ending(State.SUCCEEDED, [film]))
    await side.submit(model=IMAGE_MODEL, start_image_url=data_uri(png()))
    return side.blobs()


async def test_a_sound_home_is_sound(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await with_films(side)
        assert (await side.services.doctor.look(settle_seconds=0.0)).is_sound


async def test_missing_short_and_orphaned_blobs_are_told_apart(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        blobs = await with_films(side)
        missing, short = (blob for blob in blobs if blob.endswith("film.mp4"))
        (tmp_path / "blobs" / missing).unlink()
        (tmp_path / "blobs" / short).write_bytes(b"x")
        orphans = ["requests/gone/1/film.mp4", f"{short.rsplit('/', 2)[0]}/2/film.mp4"]
        for path in orphans:
            await side.services.blobs.put_bytes(b"orphan", path)
        diagnosis = await side.services.doctor.look(settle_seconds=0.0)
        assert diagnosis.missing == [missing]
        assert diagnosis.wrong_size == [short]
        assert sorted(diagnosis.orphaned) == sorted(orphans)
        assert diagnosis.removed == 0
        assert not diagnosis.is_sound


async def test_a_repair_removes_orphans_and_nothing_else(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        blobs = await with_films(side)
        await side.services.blobs.put_bytes(b"orphan", "requests/gone/1/film.mp4")
        diagnosis = await side.services.doctor.look(repair=True, settle_seconds=0.0)
        assert diagnosis.removed == 1
        assert side.blobs() == blobs
        assert (await side.services.doctor.look(settle_seconds=0.0)).is_sound


async def test_what_a_running_attempt_stores_is_no_orphan(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        request_id = await side.submit(model=IMAGE_MODEL, start_image_url=data_uri(png()))
        assert await side.claims().claim_next() is not None
        await side.services.blobs.put_bytes(b"film", f"requests/{request_id}/1/film.mp4")
        await side.services.blobs.put_bytes(b"image", f"requests/{request_id}/media/x/medium")
        diagnosis = await side.services.doctor.look(repair=True, settle_seconds=0.0)
        assert diagnosis.is_sound
        assert len(side.blobs()) == 3


async def test_media_whose_request_is_just_being_taken_in_are_no_orphans(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        caller = await side.caller()
        path = "requests/new/media/x/medium"
        await side.services.blobs.put_bytes(b"image", path)
        listed = asyncio.Event()

        class TellingBlobs(ObjectStoreBlobs):
            async def list_under(self, prefix: str) -> list[tuple[str, int]]:
                found = await super().list_under(prefix)
                listed.set()
                return found

        blobs = TellingBlobs(tmp_path / "blobs")
        doctor = Doctor(side.services._database, blobs, side.services.catalog)
        look = asyncio.create_task(doctor.look(repair=True, settle_seconds=1.0))
        await listed.wait()
        image = MediumRecord("start_image_url", "image", None, MediumState.FETCHED, path, "", 5)
        new = NewRequest("new", caller.account_id, MODEL, "animatic", b"{}", [], [image])
        await side.services.store.insert(new, side.services.settings.limits)
        assert (await look).is_sound
        assert side.blobs() == [path]


async def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        await side.submit()
    with closing(sqlite3.connect(tmp_path / "rushes.db")) as connection:
        connection.execute("UPDATE turns SET waiting = 5")
        connection.commit()
    async with home_side(tmp_path) as side:
        diagnosis = await side.services.doctor.look(settle_seconds=0.0)
        assert diagnosis.damage == ["1 turns miscount their queue"]


async def test_a_repair_spares_what_lies_beside_an_orphan(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        blobs = await with_films(side)
        film = next(blob for blob in blobs if blob.endswith("film.mp4"))
        for path in ("stray", f"{film.rpartition('/')[0]}/stray"):
            await side.services.blobs.put_bytes(b"orphan", path)
        diagnosis = await side.services.doctor.look(repair=True, settle_seconds=0.0)
        assert diagnosis.removed == 2
        assert side.blobs() == blobs


async def test_nothing_is_deleted_on_the_word_of_a_damaged_database(tmp_path: Path) -> None:
    async with home_side(tmp_path) as side:
        blobs = await with_films(side)
        await side.services.blobs.put_bytes(b"orphan", "requests/gone/1/film.mp4")
    with closing(sqlite3.connect(tmp_path / "rushes.db")) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'artifacts'"
        (page,) = connection.execute(query).fetchone()
        (page_bytes,) = connection.execute("PRAGMA page_size").fetchone()
    with (tmp_path / "rushes.db").open("r+b") as file:
        file.seek((page - 1) * page_bytes)
        file.write(b"\xff" * page_bytes)
    async with home_side(tmp_path) as side:
        diagnosis = await side.services.doctor.look(repair=True, settle_seconds=0.0)
        assert diagnosis.damage
        assert diagnosis.removed == 0
        assert side.blobs() == sorted([*blobs, "requests/gone/1/film.mp4"])
