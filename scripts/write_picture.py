"""Put the contact sheet that `make demo` left into the README, as a smaller JPEG."""

from __future__ import annotations

import sys
from pathlib import Path

import skia

ROOT = Path(__file__).resolve().parent.parent
SOURCE, TARGET = ROOT / "demo.png", ROOT / "docs" / "images" / "contact-sheet.jpg"


def main() -> int:
    """Write the picture; gives 66 where there is no contact sheet yet."""
    if not SOURCE.exists():
        print("there is no demo.png; run `make demo` first", file=sys.stderr)
        return 66
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(bytes(skia.Image.open(str(SOURCE)).encodeToData(skia.kJPEG, 82)))
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
