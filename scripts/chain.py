"""Preview, then shoot: two chained servers, one request, two films. `make chain` runs it.

The near server draws a small draft; the same request is then promoted to the far one, which stands
for a vendor here and makes it at full size. `chain.png` shows both films side by side.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import av
import fontpkg
import skia
from rich.console import Console

import rushes
from rushes.cli.serving.embedded import embedded_server

MODEL = "kling/kling-3.0/standard/text-to-video"
PROMPT = "A morning by the sea"
SHOTS = (
    "A fisherman rows out to sea at dawn, wide shot",
    "Seagulls fly over the sea at sunrise",
    "A lighthouse on a cliff by the sea, golden light",
)
DRAFT, FILM, SHEET = Path("chain-draft.mp4"), Path("chain-film.mp4"), Path("chain.png")
COLUMNS, CELL_PX, GAP_PX, HEAD_PX = len(SHOTS), 520, 12, 44
SETTINGS = """
[animatic]
longest_px = 480
[engines.vendor]
kind = "relay"
url = "{url}"
token = "{token}"
allow_private_addresses = true   # it is on this machine
[[routes]]
models = "kling/kling-3.0/*"
engines = ["animatic", "vendor"]
"""


def main() -> int:
    """Make chain-draft.mp4, chain-film.mp4 and chain.png in the present folder."""
    console = Console(highlight=False)
    with tempfile.TemporaryDirectory(prefix="rushes-chain-") as folder:
        near, far = Path(folder) / "near", Path(folder) / "far"
        near.mkdir()
        far.mkdir()
        with embedded_server(far) as (far_url, far_token):
            settings = SETTINGS.format(url=far_url, token=far_token)
            (near / "rushes.toml").write_text(settings, encoding="utf-8")
            with embedded_server(near) as (url, token), rushes.Client(url, token) as client:
                console.print(f"Your server: {url}. The vendor's: {far_url}.\n")
                make_both(client, console)
    draw_sheet()
    console.print(f"\n  {DRAFT}  the draft, drawn here\n  {FILM}   the film, made there")
    console.print(f"  {SHEET}        both, frame by frame")
    return 0


def make_both(client: rushes.Client, console: Console) -> None:
    """A draft here, and the film there, of one request."""
    console.print(f"[dim]{'. '.join(SHOTS)}.[/dim]\n")
    begun = time.monotonic()
    shots = [{"prompt": words, "duration": 3} for words in SHOTS]
    sketch = client.submit(MODEL, prompt=PROMPT, multi_prompt=shots, duration=3 * len(shots))
    drafted = sketch.wait()
    client.download(drafted.output_url, DRAFT)
    console.print(f"draft: {sketch.request_id}, {time.monotonic() - begun:.1f} s, $0")
    begun = time.monotonic()
    shot = sketch.promote("vendor")
    shown = ""

    def show(status: rushes.Status) -> None:
        nonlocal shown
        if status.phase and status.phase != shown:
            shown = status.phase
            console.print(f"  {shown}")

    made = shot.wait(on_update=show)
    client.download(made.output_url, FILM)
    theirs = made.document["upstream"]["request_id"]
    console.print(f"film:  {shot.request_id} (there {theirs}), {time.monotonic() - begun:.1f} s")


def draw_sheet() -> None:
    """Moments of both films, one below the other."""
    rows = [
        (f"draft: {size_of(DRAFT)}", frames_of(DRAFT)),
        (f"film: {size_of(FILM)}", frames_of(FILM)),
    ]
    height = rows[0][1][0].height() * CELL_PX // rows[0][1][0].width()
    row_px = HEAD_PX + height + GAP_PX
    surface = skia.Surface(COLUMNS * (CELL_PX + GAP_PX) + GAP_PX, len(rows) * row_px + GAP_PX)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorSetRGB(24, 24, 27))
    words = skia.Paint(Color=skia.ColorSetRGB(236, 236, 240), AntiAlias=True)
    font = skia.Font(
        skia.FontMgr.New_Custom_Empty().makeFromFile(str(fontpkg.path("Noto Sans"))), 20
    )
    smooth = skia.SamplingOptions(skia.CubicResampler.Mitchell())
    for row, (title, frames) in enumerate(rows):
        top = row * row_px
        canvas.drawString(title, GAP_PX, top + HEAD_PX - 14, font, words)
        for column, frame in enumerate(frames):
            left = GAP_PX + column * (CELL_PX + GAP_PX)
            place = skia.Rect.MakeXYWH(left, top + HEAD_PX, CELL_PX, height)
            canvas.drawImageRect(frame, place, smooth)
    surface.makeImageSnapshot().save(str(SHEET), skia.kPNG)


def size_of(path: Path) -> str:
    """A film's picture size in words."""
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        return f"{stream.width} × {stream.height}"


def frames_of(path: Path) -> list[skia.Image]:
    """Frames from the same moments of every film."""
    with av.open(str(path)) as film:
        count = film.streams.video[0].frames
        wanted = {(2 * n + 1) * count // (2 * COLUMNS) for n in range(COLUMNS)}
        chosen = [
            frame.to_ndarray(format="rgba")
            for number, frame in enumerate(film.decode(video=0))
            if number in wanted
        ]
    return [skia.Image.fromarray(frame, skia.kRGBA_8888_ColorType) for frame in chosen]


if __name__ == "__main__":
    sys.exit(main())
