"""The blind look: frames without words, several answers to choose from, and how many were right."""

from __future__ import annotations

from pathlib import Path
from random import Random

import msgspec
import skia

from rushes.engines.animatic.drawing.film_renderer import FilmRenderer
from rushes.engines.animatic.drawing.finishing.slate import slate_typeface
from rushes.engines.animatic.plan import FilmPlan
from yardstick.lists import Entry, all_entries, read_entry, request_of

CHOICES = 6
_TILE = (480, 270)
_COLUMNS = 3
_ROWS = 4
LOOKED_AT = frozenset({"things", "places", "acts", "animals", "animals of their own", "vehicles"})
"""Lists that a still frame can show."""
ANSWERS = Path(__file__).with_name("blind-look.json")


class Look(msgspec.Struct, frozen=True):
    """What somebody answered who saw the frame alone."""

    drawn_by: str
    """The version or commit that drew the frames."""
    answers: dict[str, dict[str, str]]
    """List to entry to the answer chosen."""


def questions(seed: int) -> list[tuple[Entry, list[str]]]:
    """Every entry that a frame can show, in a shuffled order, with the answers to choose from."""
    random = Random(seed)
    asked = [entry for entry in all_entries() if entry.list_name in LOOKED_AT]
    random.shuffle(asked)
    labels: dict[str, list[str]] = {}
    for entry in asked:
        labels.setdefault(entry.list_name, []).append(entry.label)
    questions = []
    for entry in asked:
        others = [label for label in labels[entry.list_name] if label != entry.label]
        choices = [entry.label, *random.sample(others, CHOICES - 1)]
        random.shuffle(choices)
        questions.append((entry, choices))
    return questions


def draw_sheets(folder: Path, seed: int) -> int:
    """Sheets of numbered frames as `sheet-NN.png`, the choices in `questions.json`, the right
    answers in `key.json`. Gives the number of questions."""
    folder.mkdir(parents=True, exist_ok=True)
    asked = questions(seed)
    per_sheet = _COLUMNS * _ROWS
    for first in range(0, len(asked), per_sheet):
        _draw_sheet(asked[first : first + per_sheet], first, folder)
    choices = {str(number): answers for number, (_, answers) in enumerate(asked)}
    key = {str(number): [e.list_name, e.label] for number, (e, _) in enumerate(asked)}
    (folder / "questions.json").write_bytes(msgspec.json.format(msgspec.json.encode(choices)))
    (folder / "key.json").write_bytes(msgspec.json.encode(key))
    return len(asked)


def _draw_sheet(asked: list[tuple[Entry, list[str]]], first: int, folder: Path) -> None:
    width, height = _TILE
    surface = skia.Surface(_COLUMNS * width, _ROWS * height)
    canvas = surface.getCanvas()
    for place, (entry, _) in enumerate(asked):
        film = read_entry(entry)
        plan = FilmPlan(request_of(entry), film, width, height, width, height, seed=1)
        frame = FilmRenderer(plan).picture(film.shots[0].frame_count // 2)
        image = skia.Image.fromarray(frame.copy(), skia.kBGRA_8888_ColorType)
        x, y = place % _COLUMNS * width, place // _COLUMNS * height
        canvas.drawImage(image, x, y)
        label = str(first + place)
        canvas.drawRect(
            skia.Rect.MakeXYWH(x, y, 14 + 9 * len(label), 22), skia.Paint(Color=0xFF101010)
        )
        font = skia.Font(slate_typeface(), 15)
        canvas.drawString(label, x + 7, y + 16, font, skia.Paint(Color=0xFFFFFFFF, AntiAlias=True))
    surface.makeImageSnapshot().save(str(folder / f"sheet-{first // (_COLUMNS * _ROWS):02}.png"))


def mark(folder: Path, answers: dict[str, str], drawn_by: str) -> Look:
    """Puts answers by number beside the entries they were given for."""
    key = msgspec.json.decode((folder / "key.json").read_bytes(), type=dict[str, tuple[str, str]])
    by_list: dict[str, dict[str, str]] = {}
    for number, (list_name, label) in key.items():
        by_list.setdefault(list_name, {})[label] = answers.get(number, "")
    return Look(drawn_by, by_list)


def keep_look(look: Look) -> None:
    """Writes down what was answered."""
    ANSWERS.write_bytes(msgspec.json.format(msgspec.json.encode(look), indent=1) + b"\n")


def kept_look() -> Look:
    """What was answered last; an empty look before the first."""
    return (
        msgspec.json.decode(ANSWERS.read_bytes(), type=Look) if ANSWERS.exists() else Look("", {})
    )


def right_share(look: Look, list_name: str) -> float | None:
    """The share of a list's entries that were recognised; None where nobody has looked."""
    given = look.answers.get(list_name)
    return sum(label == answer for label, answer in given.items()) / len(given) if given else None
