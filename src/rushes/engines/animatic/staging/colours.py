"""Colour words of the shot list to colours of the picture."""

from __future__ import annotations

import re

from rushes.engines.animatic.scene import Rgb

COLOURS: dict[str, Rgb] = {
    "amber": "#d98a1f",
    "aqua": "#57c4c4",
    "auburn": "#7a3a1c",
    "beige": "#d8c4a0",
    "black": "#17171c",
    "blonde": "#dcae62",
    "blue": "#2c5aa0",
    "bronze": "#9a6a34",
    "brown": "#6a4426",
    "burgundy": "#6c1a2a",
    "camel": "#b98a54",
    "charcoal": "#33363d",
    "coral": "#ee7a62",
    "cream": "#f0e4c8",
    "crimson": "#8f1626",
    "cyan": "#35b6cf",
    "dark": "#24252c",
    "denim": "#3f5f8f",
    "emerald": "#16785a",
    "gold": "#c99a3a",
    "golden": "#d9a640",
    "gray": "#7d7d80",
    "green": "#3c7a46",
    "grey": "#7d7d80",
    "indigo": "#33307a",
    "ivory": "#efe6d2",
    "khaki": "#a89a6a",
    "lavender": "#b3a1d6",
    "light blue": "#8fbfe8",
    "lilac": "#bfa0d0",
    "magenta": "#c0308c",
    "maroon": "#66202a",
    "mint": "#a5dcc0",
    "mustard": "#c99a2a",
    "navy": "#22325c",
    "olive": "#69703a",
    "orange": "#d9772c",
    "peach": "#f4b48c",
    "pink": "#e08aa6",
    "purple": "#6a3f8c",
    "red": "#b3202c",
    "rose": "#d4788a",
    "ruby": "#9b1b3c",
    "rust": "#a4502a",
    "salmon": "#ee9480",
    "sand": "#d9c39a",
    "scarlet": "#cc2a26",
    "sepia": "#7a5a38",
    "silver": "#c0c4cc",
    "sky blue": "#7db8e8",
    "tan": "#c39a6a",
    "teal": "#1f7a80",
    "terracotta": "#b8643f",
    "turquoise": "#2fa9a4",
    "violet": "#7a4fb0",
    "white": "#f4f1ea",
    "wine": "#6a1a30",
    "yellow": "#e6c13c",
}

SKINS: dict[str, Rgb] = {
    "pale": "#f6cfae",
    "fair": "#f0bd94",
    "light": "#eab58a",
    "olive": "#cf9a6c",
    "tan": "#d99a6c",
    "tanned": "#d0905f",
    "brown": "#a66a44",
    "dark": "#7c5038",
    "black": "#5c3a28",
}

HAIRS: dict[str, Rgb] = {
    "blonde": "#dcae62",
    "blond": "#dcae62",
    "golden": "#dcae62",
    "platinum": "#ece2c8",
    "brown": "#5a3720",
    "dark": "#2c1c14",
    "dark brown": "#3a2418",
    "brunette": "#4a2c1a",
    "black": "#1b1614",
    "auburn": "#7a3a1c",
    "red": "#a2461f",
    "ginger": "#b8561f",
    "grey": "#9a9a98",
    "gray": "#9a9a98",
    "silver": "#c4c4c6",
    "white": "#e6e3dc",
}

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def colour_of(words: str | None, table: dict[str, Rgb] | None = None) -> Rgb | None:
    """The colour that words name; None for None and for words that name none.

    `dark green` and `pale pink` are the plain colour, shaded.
    """
    if not words:
        return None
    text = words.strip().lower().replace("-", " ")
    if _HEX.fullmatch(text):
        return text
    for colours in (table or {}, COLOURS):
        if text in colours:
            return colours[text]
    named = [word for word in text.split() if word in COLOURS and word not in ("dark", "light")]
    if not named:
        return (table or {}).get(text.split()[-1])
    colour = COLOURS[named[-1]]
    if re.search(r"\b(dark|deep|midnight)\b", text):
        return mix(colour, "#0c0c12", 0.45)
    if re.search(r"\b(light|pale|pastel|soft|baby)\b", text):
        return mix(colour, "#ffffff", 0.5)
    return colour


def mix(first: Rgb, second: Rgb, share: float) -> Rgb:
    """`share` of the second colour in the first, 0..1."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
