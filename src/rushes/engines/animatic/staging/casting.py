"""Who plays: everything about a person that the words leave open, decided once for the film."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from rushes.engines.animatic.costumes import Costume, costume_for, headgear_named, trims
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


def someone_else(near: Figure | None, random: Random) -> Figure:
    """A grown-up whom no words describe, not to be taken for `near`."""
    taken = {"top": {near.top_colour}, "hair": {near.hair_colour}} if near else {}
    kind = random.choice(("woman", "man"))
    name = f"someone {random.randrange(10**6)}"
    return _cast(Person(name, "", kind), random, taken, ())


def _cast(
    person: Person, random: Random, taken: dict[str, set[str]], excluded: tuple[str, ...]
) -> Figure:
    age = _age(person)
    kind = _kind(person, random)
    is_feminine = kind in ("woman", "girl")
    costume = _costume_of(person)
    top, bottom, sleeves = _clothes(person, is_feminine, random)
    top_colour, bottom_colour = _clothes_colours(person, random, taken)
    height = _HEIGHTS_M.get(kind, 1.73) * _GROWTH.get(age, 1.0) * random.uniform(0.975, 1.025)
    figure = Figure(
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
        headgear=headgear_named(_worn_words(person, excluded)),
        trims=tuple(trim for trim in trims() if trim in _worn_words(person, excluded)),
        tints=_tints(person),
        skirt_length=_skirt_length(person),
    )
    return figure if costume is None else _dressed(figure, costume, person, excluded)


_TINTED = {
    "headgear": "hat cap helmet beanie crown veil hijab headscarf turban hood beret headband",
    "scarf": "scarf shawl",
    "shoes": "shoes boots sneakers trainers heels sandals",
    "gloves": "gloves mittens",
    "cape": "cape cloak mantle",
    "wings": "wings",
}
"""What takes a colour of its own, and the words for it."""


def _costume_of(person: Person) -> Costume | None:
    names = [garment.garment.lower() for garment in person.clothes]
    return costume_for([*names, *(word.lower() for word in person.accessories)], person.words)


def _worn_words(person: Person, excluded: tuple[str, ...]) -> list[str]:
    words = [garment.garment.lower() for garment in person.clothes]
    words += [accessory.lower() for accessory in person.accessories]
    return [word for word in words if not set(excluded) & {word, *word.split()}]


def _tints(person: Person) -> tuple[tuple[str, Rgb], ...]:
    """Colours of hats, scarves, shoes and the like, as the words give them."""
    found: dict[str, Rgb] = {}
    for garment in person.clothes:
        last = garment.garment.lower().split()[-1] if garment.garment else ""
        for slot, words in _TINTED.items():
            colour = colour_of(garment.colour) or (COLOURS["red"] if slot == "cape" else None)
            if last in words.split() and colour:
                found[slot] = colour
        if garment.garment.lower() in trims() and (colour := colour_of(garment.colour)):
            found[garment.garment.lower()] = colour
    for accessory in person.accessories:
        *before, last = accessory.lower().split() or [""]
        for slot, words in _TINTED.items():
            colour = colour_of(" ".join(before)) if before else None
            if last in words.split() and colour:
                found[slot] = colour
        if last == "wings":
            found.setdefault("wings", "#f4f6fa")
    return tuple(found.items())


def _skirt_length(person: Person) -> str:
    words = {word for g in person.clothes for word in (*g.garment.split(), *g.details)}
    if words & {"gown", "robe", "kimono", "sari", "abaya", "long", "floor-length", "tunic"}:
        return "long"
    return "short" if words & {"miniskirt", "mini", "tutu", "short-skirt"} else "knee"


def _dressed(figure: Figure, costume: Costume, person: Person, excluded: tuple[str, ...]) -> Figure:
    """The figure in a costume; the colour that words give its main garment is kept."""
    told = next((c for g in person.clothes if (c := colour_of(g.colour))), None)
    is_bare = costume.top == "swimwear"
    top = costume.top or figure.top
    colour = told or costume.top_colour or figure.top_colour
    bottom_colour = costume.bottom_colour or figure.bottom_colour
    if is_bare:
        top = "t-shirt" if figure.is_feminine else "bare"
        bottom_colour = told or bottom_colour
        colour = bottom_colour
    elif costume.top_colour and costume.bottom_colour == costume.top_colour:
        bottom_colour = colour
    hair = (person.hair.colour, person.hair.style) if person.hair else (None, None)
    is_shown = not set(excluded) & {costume.headgear, *(costume.headgear or "").split()}
    beard = figure.has_beard if costume.has_beard is None else costume.has_beard
    return replace(
        figure,
        top=top,
        top_colour=colour,
        bottom=costume.bottom or figure.bottom,
        bottom_colour=bottom_colour,
        sleeves=costume.sleeves or figure.sleeves,
        skirt_length=costume.skirt_length or figure.skirt_length,
        headgear=(costume.headgear or figure.headgear) if is_shown else "",
        trims=tuple(dict.fromkeys((*costume.trims, *figure.trims))),
        tints=tuple((dict(costume.tints) | dict(figure.tints)).items()),
        skin=costume.skin or figure.skin,
        hair_colour=figure.hair_colour if hair[0] else costume.hair_colour or figure.hair_colour,
        hair_style=figure.hair_style if hair[1] else costume.hair_style or figure.hair_style,
        has_beard=beard and not figure.is_feminine,
        accessories=tuple(a for a in figure.accessories if not headgear_named((a,)))
        if costume.headgear
        else figure.accessories,
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
