"""Who plays: everything about a person that the words leave open, decided once for the film."""

from __future__ import annotations

from random import Random

from rushes.engines.animatic.scene import Figure, Rgb
from rushes.engines.animatic.staging.colours import COLOURS, HAIRS, SKINS, colour_of
from rushes.film.shot_list import Garment, Person, ShotList

_HEIGHTS_M = {"woman": 1.67, "man": 1.79, "girl": 1.66, "boy": 1.72, "person": 1.73}
_GROWTH = {"baby": 0.42, "child": 0.72, "teen": 0.95}
_CHILDISH_KINDS = {"girl": "child", "boy": "child", "child": "child", "baby": "baby"}

_TOPS = ("shirt", "blouse", "t-shirt", "dress", "jacket", "coat", "sweater", "suit")
_TOP_WORDS = {
    "gown": "dress",
    "sundress": "dress",
    "robe": "dress",
    "kimono": "dress",
    "sari": "dress",
    "tuxedo": "suit",
    "uniform": "suit",
    "blazer": "jacket",
    "hoodie": "sweater",
    "cardigan": "sweater",
    "jumper": "sweater",
    "pullover": "sweater",
    "vest": "jacket",
    "parka": "coat",
    "raincoat": "coat",
    "trench coat": "coat",
    "lab coat": "coat",
    "cloak": "coat",
    "cape": "coat",
    "tee": "t-shirt",
    "top": "t-shirt",
    "tank top": "t-shirt",
    "polo": "t-shirt",
    "tunic": "blouse",
}
_BOTTOM_WORDS = {
    "jeans": "trousers",
    "pants": "trousers",
    "leggings": "trousers",
    "chinos": "trousers",
    "slacks": "trousers",
    "trousers": "trousers",
    "skirt": "skirt",
    "miniskirt": "skirt",
    "shorts": "shorts",
    "swim trunks": "shorts",
}
_WORN = ("hat", "cap", "scarf", "glasses", "sunglasses", "tie", "ring", "necklace", "helmet")
_STYLE_WORDS = {
    "wavy": "loose",
    "flowing": "loose",
    "straight": "long",
    "braided": "ponytail",
    "braid": "ponytail",
    "shaved": "bald",
    "buzzed": "cropped",
    "buzz cut": "cropped",
    "afro": "curly",
    "updo": "bun",
    "shoulder-length": "bob",
}
_STYLES = ("short", "cropped", "bald", "loose", "long", "bun", "ponytail", "curly", "bob")
_FEMININE_STYLES = ("loose", "long", "bob", "ponytail", "bun", "curly")
_MASCULINE_STYLES = ("short", "cropped", "curly", "short")
_OPEN_TOP_COLOURS = ("teal", "rust", "cream", "denim", "mustard", "burgundy", "olive", "white")
_OPEN_BOTTOM_COLOURS = ("charcoal", "khaki", "denim", "brown", "dark")
_OPEN_HAIRS = ("brown", "dark brown", "black", "auburn", "blonde")
_OPEN_SKINS = ("fair", "light", "tan", "olive", "brown", "dark")


def cast_people(shot_list: ShotList, seed: int) -> dict[str, Figure]:
    """Every person of the film with everything decided, by id.

    What words give is kept; what they leave open is drawn from `seed`, and never twice the same
    while there is a choice, so that two people of a film can be told apart.
    """
    taken: dict[str, set[str]] = {}
    figures = {}
    for place, person in enumerate(shot_list.people):
        random = Random(f"{seed} {place} {person.id}")
        figures[person.id] = _cast(person, random, taken, shot_list.excluded)
    return figures


def someone_else(near: Figure, random: Random) -> Figure:
    """A grown-up whom no words describe, not to be taken for `near`."""
    taken = {"top": {near.top_colour}, "hair": {near.hair_colour}}
    kind = random.choice(("woman", "man"))
    return _cast(Person(f"{near.id} partner", "", kind), random, taken, ())


def _cast(
    person: Person, random: Random, taken: dict[str, set[str]], excluded: tuple[str, ...]
) -> Figure:
    age = _age(person)
    kind = _kind(person, random)
    is_feminine = kind in ("woman", "girl")
    top, bottom, sleeves = _clothes(person, is_feminine, random)
    top_colour, bottom_colour = _clothes_colours(person, random, taken)
    height = _HEIGHTS_M.get(kind, 1.73) * _GROWTH.get(age, 1.0) * random.uniform(0.975, 1.025)
    return Figure(
        id=person.id,
        kind=kind,
        age=age,
        height_m=round(height * (0.97 if age == "old" else 1.0), 3),
        build=_build(person.build, random),
        skin=colour_of(person.skin, SKINS) or _open_skin(person, random),
        hair_colour=_hair_colour(person, age, random, taken),
        hair_style=_hair_style(person, is_feminine, age, random),
        has_beard=_has_beard(person, kind, age, random),
        top=top,
        top_colour=top_colour,
        bottom=bottom,
        bottom_colour=bottom_colour,
        sleeves=sleeves,
        accessories=_accessories(person, excluded),
    )


def _age(person: Person) -> str:
    age = person.age or _CHILDISH_KINDS.get(person.kind, "young")
    known = ("baby", "child", "teen", "young", "middle-aged", "old")
    return age if age in known else "middle-aged"


def _kind(person: Person, random: Random) -> str:
    if person.kind in ("woman", "man", "girl", "boy"):
        return person.kind
    if person.kind in ("child", "baby") or person.age in ("child", "baby"):
        return random.choice(("girl", "boy"))
    if any(_top_of(garment) == "dress" for garment in person.clothes):
        return "woman"
    return random.choice(("woman", "man"))


def _build(words: str | None, random: Random) -> str:
    if words in ("slim", "average", "heavy"):
        return words
    if words in ("thin", "skinny", "lean", "slender", "petite"):
        return "slim"
    if words in ("fat", "stout", "chubby", "burly", "muscular", "stocky", "overweight"):
        return "heavy"
    return random.choice(("slim", "average", "average"))


def _open_skin(person: Person, random: Random) -> Rgb:
    """Fair hair named by the words asks for fair skin; else any."""
    hair = (person.hair.colour if person.hair else None) or ""
    if any(word in hair for word in ("blond", "golden", "red", "ginger", "platinum")):
        return SKINS[random.choice(("fair", "light"))]
    return SKINS[random.choice(_OPEN_SKINS)]


def _hair_colour(person: Person, age: str, random: Random, taken: dict[str, set[str]]) -> Rgb:
    named = colour_of(person.hair.colour, HAIRS) if person.hair else None
    used = taken.setdefault("hair", set())
    if named is None and age == "old":
        named = HAIRS[random.choice(("grey", "silver", "white"))]
    if named is None:
        choice = [name for name in _OPEN_HAIRS if HAIRS[name] not in used] or list(_OPEN_HAIRS)
        named = HAIRS[random.choice(choice)]
    used.add(named)
    return named


def _hair_style(person: Person, is_feminine: bool, age: str, random: Random) -> str:
    words = (person.hair.style if person.hair else None) or ""
    for style in (words, _STYLE_WORDS.get(words, ""), *words.replace("-", " ").split()):
        style = _STYLE_WORDS.get(style, style)
        if style in _STYLES:
            return style
    if age == "baby":
        return "cropped"
    if is_feminine:
        return random.choice(("short", "bob", "bun") if age == "old" else _FEMININE_STYLES)
    return random.choice(("short", "cropped", "bald") if age == "old" else _MASCULINE_STYLES)


def _has_beard(person: Person, kind: str, age: str, random: Random) -> bool:
    if kind != "man" or age == "teen":
        return False
    told = " ".join((person.words, *person.accessories)).lower()
    if "clean-shaven" in told:
        return False
    return "beard" in told or random.random() < 0.45


def _top_of(garment: Garment) -> str | None:
    name = garment.garment.lower()
    last = name.split()[-1] if name else ""
    for word in (name, last):
        if word in _TOPS:
            return word
        if word in _TOP_WORDS:
            return _TOP_WORDS[word]
    return None


def _bottom_of(garment: Garment) -> str | None:
    name = garment.garment.lower()
    return _BOTTOM_WORDS.get(name) or _BOTTOM_WORDS.get(name.split()[-1] if name else "")


def _clothes(person: Person, is_feminine: bool, random: Random) -> tuple[str, str, str]:
    tops = [(top, garment) for garment in person.clothes if (top := _top_of(garment))]
    # A jacket over a shirt is seen as the jacket.
    tops.sort(key=lambda pair: pair[0] not in ("coat", "jacket", "suit", "dress"))
    bottoms = [bottom for garment in person.clothes if (bottom := _bottom_of(garment))]
    if tops:
        top = tops[0][0]
    elif is_feminine:
        top = random.choice(("blouse", "sweater", "t-shirt") if bottoms else ("dress", "blouse"))
    else:
        top = random.choice(("shirt", "t-shirt", "sweater", "jacket"))
    bottom = bottoms[0] if bottoms else "trousers"
    details = " ".join(detail for _, garment in tops for detail in garment.details).lower()
    return top, bottom, _sleeves(top, details, random)


def _sleeves(top: str, details: str, random: Random) -> str:
    if "rolled" in details:
        return "rolled"
    if "sleeveless" in details or "strap" in details:
        return "none"
    if "short" in details:
        return "short"
    if "long" in details or top in ("coat", "jacket", "suit", "sweater"):
        return "long"
    if top == "t-shirt":
        return "short"
    return random.choice(("none", "short") if top == "dress" else ("long", "rolled"))


def _clothes_colours(person: Person, random: Random, taken: dict[str, set[str]]) -> tuple[Rgb, Rgb]:
    used = taken.setdefault("top", set())
    top: Rgb | None = None
    bottom: Rgb | None = None
    for garment in person.clothes:
        colour = colour_of(garment.colour)
        if _top_of(garment):
            top = top or colour
        elif _bottom_of(garment):
            bottom = bottom or colour or (COLOURS["denim"] if "jean" in garment.garment else None)
    if top is None:
        names = [name for name in _OPEN_TOP_COLOURS if COLOURS[name] not in used]
        top = COLOURS[random.choice(names or list(_OPEN_TOP_COLOURS))]
    used.add(top)
    if bottom is None:
        is_suit = any(_top_of(garment) == "suit" for garment in person.clothes)
        bottom = top if is_suit else COLOURS[random.choice(_OPEN_BOTTOM_COLOURS)]
    return top, bottom


def _accessories(person: Person, excluded: tuple[str, ...]) -> tuple[str, ...]:
    worn = list(person.accessories)
    for garment in person.clothes:
        word = garment.garment.lower().split()[-1] if garment.garment else ""
        if word in _WORN and word not in worn:
            worn.append(word)
    return tuple(name for name in worn if not set(excluded) & {name, *name.split()})
