"""`python -m yardstick [--all]`: list by list, how much is drawn and how much was recognised.

`python -m yardstick sheets FOLDER [SEED]` draws frames for a blind look; `python -m yardstick mark
FOLDER ANSWERS.json WHAT-DREW-THEM` keeps what was answered, a number to an answer.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from rushes.film.shot_list import DrawnAs
from yardstick import blind
from yardstick.coverage import AIM, resolves
from yardstick.lists import Entry, all_entries, read_entry

RECOGNISED_AIM = 0.8
EX_USAGE = 64


def cover() -> int:
    """Prints the table; gives 1 where less is drawn or recognised than is aimed at."""
    found: dict[str, dict[DrawnAs, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in all_entries():
        found[entry.list_name][resolves(entry, read_entry(entry))].append(entry)
    look = blind.kept_look()
    table = Table("list", "entries", "drawn", "cards", "nothing", "recognised", title="Coverage")
    total = drawn = 0
    for name, by_kind in found.items():
        counts = {kind: len(by_kind[kind]) for kind in ("drawing", "card", "nothing")}
        total, drawn = total + sum(counts.values()), drawn + counts["drawing"]
        share = blind.right_share(look, name)
        table.add_row(
            name,
            str(sum(counts.values())),
            f"{counts['drawing'] / sum(counts.values()):.0%}",
            str(counts["card"]),
            str(counts["nothing"]),
            "–" if share is None else f"{share:.0%}",
        )
    console = Console()
    console.print(table)
    for by_kind in found.values():
        for kind in ("card", "nothing"):
            for entry in by_kind[kind]:
                console.print(f"{kind:8} {entry.list_name}: {entry.label}", highlight=False)
    shares = [blind.right_share(look, name) for name in found]
    known = [share for share in shares if share is not None]
    console.print(f"drawn {drawn / total:.1%} of {total} (aim {AIM:.0%})")
    console.print(f"recognised by someone who saw only the frame: drawn by {look.drawn_by}")
    is_enough = drawn / total >= AIM and all(share >= RECOGNISED_AIM for share in known)
    return 0 if is_enough else 1


def main(arguments: list[str]) -> int:
    """Runs the command named; gives 64 for one that is not there."""
    match arguments:
        case []:
            return cover()
        case ["sheets", folder, *seed]:
            count = blind.draw_sheets(Path(folder), int(seed[0]) if seed else 1)
            print(f"{count} questions in {folder}")
        case ["mark", folder, answers, drawn_by]:
            given = msgspec.json.decode(Path(answers).read_bytes(), type=dict[str, str])
            blind.keep_look(blind.mark(Path(folder), given, drawn_by))
        case _:
            print(__doc__)
            return EX_USAGE
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
