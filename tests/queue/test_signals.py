"""Datagrams between the processes of a home."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from home_side import until
from rushes.errors import HomeInUse
from rushes.services.news import MAX_REQUESTS, News
from rushes.services.signals import (
    WORKER,
    Alive,
    Progress,
    SignalReceiver,
    SignalSender,
    Wake,
    signal_folder,
)

pytestmark = pytest.mark.anyio

T = TypeVar("T")


async def soon(look: Callable[[], T | None]) -> T:
    async def look_again() -> T | None:
        return look()

    return await until(look_again)


async def test_every_worker_hears_a_call(tmp_path: Path) -> None:
    heard: list[bytes] = []
    folder = signal_folder(tmp_path)
    receivers = [SignalReceiver(folder, WORKER, heard.append) for _ in range(3)]
    sender = SignalSender(folder)
    assert sender.send(Wake()) == 3
    await soon(lambda: len(heard) == 3)
    for receiver in receivers:
        receiver.close()
    assert sender.send(Wake()) == 0
    assert not folder.exists() or list(folder.iterdir()) == []
    sender.close()


async def test_a_dead_socket_is_cleared_away(tmp_path: Path) -> None:
    folder = signal_folder(tmp_path)
    receiver = SignalReceiver(folder, WORKER, lambda data: None)
    dead = folder / "worker-dead.sock"
    (folder / receiver.name).rename(dead)
    receiver.close()
    assert dead.exists()
    sender = SignalSender(folder)
    assert sender.send(Wake()) == 0
    assert not dead.exists()
    sender.close()


async def test_a_receiver_that_does_not_listen_blocks_nobody(tmp_path: Path) -> None:
    folder = signal_folder(tmp_path)
    receiver = SignalReceiver(folder, WORKER, lambda data: None)
    sender = SignalSender(folder)
    for _ in range(10_000):
        sender.send(Wake())
    sender.close()
    receiver.close()


async def test_a_long_home_gets_a_short_folder_of_its_own(tmp_path: Path) -> None:
    homes = [tmp_path / ("long" * 30) / name for name in "ab"]
    for home in homes:
        home.mkdir(parents=True)
    folders = [signal_folder(home) for home in homes]
    assert folders[0] != folders[1]
    for folder in folders:
        receiver = SignalReceiver(folder, WORKER, lambda data: None)
        assert folder.stat().st_mode & 0o077 == 0
        receiver.close()


async def test_progress_is_heard_for_the_attempt_it_is_of(tmp_path: Path) -> None:
    news = News(tmp_path)
    sender = SignalSender(signal_folder(tmp_path))
    sender.send(Progress("r", 2, 0.5, "drawing"))
    heard = await soon(lambda: news.progress("r", 2))
    assert (heard.fraction, heard.phase) == (0.5, "drawing")
    assert news.progress("r", 3) is None
    sender.close()
    news.close()


async def test_news_are_bounded(tmp_path: Path) -> None:
    news = News(tmp_path)
    sender = SignalSender(signal_folder(tmp_path))
    for number in range(MAX_REQUESTS + 50):
        sender.send(Progress(str(number), 1, 0.5, "drawing"))
        await asyncio.sleep(0)
    await soon(lambda: news.progress(str(MAX_REQUESTS + 49), 1))
    assert news.progress("0", 1) is None
    sender.close()
    news.close()


async def test_a_senseless_datagram_is_passed_over(tmp_path: Path) -> None:
    news = News(tmp_path)
    sender = SignalSender(signal_folder(tmp_path))
    sender.send(Alive("w", "no such call"))
    sender._send_to(str(next(signal_folder(tmp_path).glob("gateway-*"))), b"\xff{")
    sender.send(Progress("r", 1, 0.5, "drawing"))
    await soon(lambda: news.progress("r", 1))
    sender.close()
    news.close()


async def test_no_worker_is_alive_where_none_is(tmp_path: Path) -> None:
    news = News(tmp_path)
    assert not await news.is_a_worker_alive()
    silent = SignalReceiver(signal_folder(tmp_path), WORKER, lambda data: None)
    assert not await news.is_a_worker_alive(timeout_seconds=0.02)
    silent.close()
    news.close()


async def test_a_short_folder_goes_with_the_last_who_listens_there(tmp_path: Path) -> None:
    home = tmp_path / ("a long name " * 10)
    folder = signal_folder(home)
    assert home not in folder.parents
    first, second = (SignalReceiver(folder, WORKER, lambda data: None) for _ in range(2))
    sender = SignalSender(folder)
    first.close()
    assert sender.send(Wake()) == 1
    second.close()
    assert not folder.exists()
    assert sender.send(Wake()) == 0
    again = SignalReceiver(folder, WORKER, lambda data: None)
    assert sender.send(Wake()) == 1
    again.close()
    sender.close()


def test_a_folder_that_is_no_folder_of_ours_is_refused(tmp_path: Path) -> None:
    home = tmp_path / ("a long name " * 10)
    folder = signal_folder(home)
    folder.rmdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder.symlink_to(elsewhere)
    try:
        with pytest.raises(HomeInUse, match="no folder"):
            signal_folder(home)
    finally:
        folder.unlink()
