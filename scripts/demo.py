"""From a prompt to a film, over HTTP, on a server of its own: what `make demo` runs."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

import rushes
from rushes.cli.serving.embedded import embedded_server
from rushes.settings import default_home

MODEL = "kling/kling-3.0/pro/text-to-video"
FILM, SHOT_LIST, CONTACT_SHEET = Path("demo.mp4"), Path("demo.json"), Path("demo.png")


def make_film(client: rushes.Client, console: Console) -> rushes.Result:
    """Submit the model's own example prompt and wait, showing how far it is."""
    prompt = client.model(MODEL).input_schema["properties"]["prompt"]["default"]
    console.print(f"[dim]{prompt}[/dim]\n")
    request = client.submit(MODEL, prompt=prompt, duration=15, sound=True)
    columns = (
        TextColumn("{task.description:<12}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("waiting", total=1.0)

        def show(status: rushes.Status) -> None:
            done = 1.0 if status.is_over else status.progress or 0.0
            phase = "done" if status.is_over else status.phase or "waiting"
            progress.update(task, description=phase, completed=done)

        return request.wait(on_update=show)


def describe(console: Console) -> None:
    """What the shot list says, a line a shot."""
    for shot in json.loads(SHOT_LIST.read_text(encoding="utf-8"))["shots"]:
        moves = " and ".join(move["move"] for move in shot["moves"]) or "static"
        times = f"{shot['start_seconds']:5.2f}-{shot['end_seconds']:5.2f} s"
        console.print(
            f"  {shot['number']}  {times}  {shot['size']:<4} {moves:<10} {shot['caption']}"
        )


def main() -> int:
    """Make demo.mp4, demo.json and demo.png in the present folder."""
    console = Console(highlight=False)
    begun = time.monotonic()
    with embedded_server(default_home()) as (url, token), rushes.Client(url, token) as client:
        console.print(f"A server listens on {url}. The request:")
        result = make_film(client, console)
        client.download(result.output_url, FILM)
        beside = {artifact.kind: artifact.url for artifact in result.artifacts}
        client.download(beside["shot_list"], SHOT_LIST)
        client.download(beside["contact_sheet"], CONTACT_SHEET)
    size = FILM.stat().st_size / 1e6
    console.print(f"\nMade in {time.monotonic() - begun:.1f} s, the server's start included:")
    console.print(f"  {FILM}   the film: 15 s, 1920×1080, with sound, {size:.1f} MB")
    console.print(f"  {SHOT_LIST}  the shot list")
    console.print(f"  {CONTACT_SHEET}   the contact sheet")
    describe(console)
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    console.print(f"\nPlay it: {opener} {FILM}   (or: ffplay {FILM}, mpv {FILM}, any browser)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
