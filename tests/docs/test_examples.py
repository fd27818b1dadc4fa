"""The README's examples, run word for word against a server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from running_server import RunningServer

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def example(containing: str) -> str:
    """The one code block of the README that holds these words."""
    blocks = re.findall(r"```\w+\n(.*?)```", README, flags=re.S)
    (found,) = [str(block) for block in blocks if containing in block]
    return found


def run(command: list[str], server: RunningServer, folder: Path) -> str:
    environment = os.environ | {"RUSHES_URL": server.url, "RUSHES_TOKEN": server.token}
    done = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_curl_example_is_accepted(working_server: RunningServer, tmp_path: Path) -> None:
    if not shutil.which("curl"):
        if os.environ.get("CI"):
            pytest.fail("this test needs curl")
        pytest.skip("this test needs curl")
    answer = run(["sh", "-ec", example("curl --request POST")], working_server, tmp_path)
    for name in ("request_id", "status_url", "result_url", "cancel_url"):
        assert f'"{name}"' in answer


def test_the_python_example_prints_the_film(working_server: RunningServer, tmp_path: Path) -> None:
    printed = run([sys.executable, "-c", example("import rushes")], working_server, tmp_path)
    assert printed.startswith(f"{working_server.url}/files/")


def test_the_command_line_example_leaves_a_film(
    working_server: RunningServer, tmp_path: Path
) -> None:
    rushes = f"{sys.executable} -m rushes.cli"
    script = example("-o film.mp4").replace(".venv/bin/rushes", rushes)
    run(["sh", "-ec", script], working_server, tmp_path)
    assert (tmp_path / "film.mp4").stat().st_size > 0
