"""What may be fetched from elsewhere, and what may not."""

from __future__ import annotations

import asyncio
import ipaddress
import ssl
from pathlib import Path

import pytest
import trustme

import rushes.egress.policy
from far_side import answer, far_side
from rushes.egress.fetching import fetch_to_file
from rushes.egress.policy import EgressPolicy, FetchRefused, is_public, judge_url

OPEN = EgressPolicy(allow_http=True, allow_private_addresses=True, timeout_seconds=20)
STRICT = EgressPolicy()

OWN = EgressPolicy(own_origin="http://127.0.0.1:8787")

NOT_PUBLIC = """
127.0.0.1 127.255.255.254 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254
100.64.0.1 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255
240.0.0.1 255.255.255.255 :: ::1 fe80::1 fec0::1 fc00::1 fd00:ec2::254 ff02::1 2001:db8::1
::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1
64:ff9b::a9fe:a9fe 2002:7f00:1:: 2002:a9fe:a9fe:: 2001:0:53aa:64c:0:5e4f:f5ff:fffe
""".split()


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_refused_in_every_disguise(text: str) -> None:
    assert not is_public(ipaddress.ip_address(text))
    host = f"[{text}]" if ":" in text else text
    with pytest.raises(FetchRefused, match="not a public address"):
        judge_url(f"https://{host}/a.png", STRICT)


@pytest.mark.parametrize(
    "text", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "64:ff9b::101:101"]
)
def test_a_public_address_is_taken(text: str) -> None:
    assert is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "host", ["127.1", "127.0.0.1.", "0x7f000001", "2130706433", "0177.0.0.1", "0", "0xa9fea9fe"]
)
def test_an_address_in_an_old_notation_is_still_an_address(host: str) -> None:
    with pytest.raises(FetchRefused, match="not a public address"):
        judge_url(f"https://{host}/", STRICT)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://example.com/a.png", "must begin with https://"),
        ("ftp://example.com/a.png", "must begin with https://"),
        ("file:///etc/passwd", "must begin with https://"),
        ("/a.png", "must begin with https://"),
        ("https:///a.png", "names no host"),
        ("https://\uff11\uff12\uff17.0.0.1/a.png", "beyond ASCII"),
        ("https://example.com/caf\u00e9.png", "beyond ASCII"),
        ("https://user:secret@example.com/a.png", "user name or password"),
        ("https://exa mple.com/", "spaces or control"),
        ("https://example.com/\r\nHost: other", "spaces or control"),
        ("https://[::1", "not a URL"),
        ("https://example.com:99999/", "not a URL"),
        ("https://example.com/" + "a" * 9_000, "characters"),
    ],
)
def test_a_url_of_the_wrong_form_is_refused_with_the_reason(url: str, why: str) -> None:
    with pytest.raises(FetchRefused, match=why):
        judge_url(url, STRICT)


def fetch(
    answers: dict[str, bytes],
    target: Path,
    policy: EgressPolicy = OPEN,
    max_bytes: int = 1_000,
    host: str = "127.0.0.1",
    hangs: bool = False,
) -> int:
    async def run() -> int:
        async with far_side(answers, hangs=hangs) as (port, _):
            url = f"http://{host}:{port}/start"
            return await fetch_to_file(url, target, policy, max_bytes)

    return asyncio.run(run())


def test_what_is_fetched_lies_whole_in_the_file(tmp_path: Path) -> None:
    body = bytes(range(256)) * 3
    assert fetch({"/start": answer(body)}, tmp_path / "a") == len(body)
    assert (tmp_path / "a").read_bytes() == body


def test_a_name_that_leads_to_loopback_is_refused(tmp_path: Path) -> None:
    policy = EgressPolicy(allow_http=True)
    with pytest.raises(FetchRefused, match="not public"):
        fetch({"/start": answer(b"x")}, tmp_path / "a", policy, host="localhost")
    assert list(tmp_path.iterdir()) == []


def test_a_redirect_to_an_address_that_is_not_public_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # For this test 127.0.0.1 stands for the public internet; everything else keeps its place.
    real = rushes.egress.policy.is_public
    home = ipaddress.ip_address("127.0.0.1")
    monkeypatch.setattr(rushes.egress.policy, "is_public", lambda a: a == home or real(a))
    policy = EgressPolicy(allow_http=True)
    for place in ("http://127.0.0.2/", "http://169.254.169.254/latest", "http://[::ffff:7f00:2]/"):
        moved = answer(b"", "302 Found", Location=place)
        with pytest.raises(FetchRefused, match="not a public address"):
            fetch({"/start": moved}, tmp_path / "a", policy)
    assert list(tmp_path.iterdir()) == []


def test_a_redirect_from_https_to_http_is_refused(tmp_path: Path) -> None:
    authority = trustme.CA()
    server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(server_context)
    client_context = ssl.create_default_context()
    authority.configure_trust(client_context)
    policy = EgressPolicy(allow_private_addresses=True)

    async def run(path: str, host: str) -> int:
        answers = {
            "/plain": answer(b"ok"),
            "/down": answer(b"", "302 Found", Location="http://localhost/"),
        }
        async with far_side(answers, server_context) as (port, _):
            url = f"https://{host}:{port}{path}"
            return await fetch_to_file(url, tmp_path / "a", policy, 100, client_context)

    assert asyncio.run(run("/plain", "localhost")) == 2
    with pytest.raises(FetchRefused, match="must begin with https://"):
        asyncio.run(run("/down", "localhost"))
    with pytest.raises(FetchRefused):
        asyncio.run(run("/plain", "127.0.0.1"))


def test_redirects_are_followed_up_to_a_bound(tmp_path: Path) -> None:
    answers = {"/start": answer(b"", "301 Moved", Location="/end"), "/end": answer(b"there")}
    assert fetch(answers, tmp_path / "a") == 5
    with pytest.raises(FetchRefused, match="redirects"):
        fetch({"/start": answer(b"", "302 Found", Location="/start")}, tmp_path / "b")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (answer(b"x" * 1_001), "1,001 bytes; the most taken is 1,000"),
        (answer(b"x" * 5_000, Content_Length=""), "more than 1,000 bytes"),
        (answer(b"x" * 10, Content_Length="500"), "broke off"),
        (answer(b"x", Content_Encoding="gzip"), "compressed"),
        (answer(b"", "403 Forbidden"), "answered 403"),
        (answer(b"", "500 Oh no"), "answered 500"),
        (b"this is not HTTP\r\n\r\n", "broke off"),
        (b"", "broke off"),
    ],
)
def test_a_bad_answer_is_refused_and_leaves_no_file(raw: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(FetchRefused, match=why):
        fetch({"/start": raw}, tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_never_ends_its_answer_is_given_up(tmp_path: Path) -> None:
    policy = EgressPolicy(True, True, timeout_seconds=0.3)
    half = answer(b"x" * 10, Content_Length="500")
    with pytest.raises(FetchRefused, match=r"longer than 0\.3 seconds"):
        fetch({"/start": half}, tmp_path / "a", policy, hangs=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "is_taken"),
    [
        ("http://127.0.0.1:8787/a", True),
        ("https://127.0.0.1:8787/a", False),
        ("http://127.0.0.1:8788/a", False),
        ("http://127.0.0.2:8787/a", False),
        ("http://example.com/a", False),
        ("https://example.com/a", True),
    ],
)
def test_an_own_origin_is_itself_and_nothing_else(url: str, is_taken: bool) -> None:
    if is_taken:
        judge_url(url, OWN)
    else:
        with pytest.raises(FetchRefused):
            judge_url(url, OWN)
