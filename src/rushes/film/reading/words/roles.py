"""Which of its meanings a word has where it stands: a noun, an act or a quality."""

from __future__ import annotations

from rushes.film.reading.words.lexicon import OF_FIRST_PART, Lexicon, Meaning
from rushes.film.reading.words.units import Unit

NOUNLIKE = frozenset(
    "things places features people groups body_parts garments accessories instruments hair "
    "sounds shot_nouns film_nouns audio_nouns lighting".split()
)
NAMEABLE = frozenset("things places features people groups body_parts garments hair".split())
COUNTS = frozenset(["numbers", "quantities"])
WORN = ("garments", "accessories", "hair")
ACTS = frozenset(["actions", "camera_verbs", "wear", "reveal"])
QUALITIES = frozenset(
    "colours ages builds skins hair_styles hair_colours emotions qualities materials moods speeds "
    "details fabrics sound_levels".split()
)


def settle_roles(units: list[Unit], lexicon: Lexicon) -> None:
    """Drops the meanings that a word cannot have between its neighbours."""
    before_noun = lexicon.language.modifiers_come_before
    for at, unit in enumerate(units):
        if len(unit.meanings) < 2:
            continue
        previous = units[at - 1] if at else None
        following = units[at + 1] if at + 1 < len(units) else None
        if following is not None and following.has("attributives"):
            following = units[at + 2] if at + 2 < len(units) else None
        if unit.has("counters"):
            _settle_counter(unit, previous)
        if lexicon.language.capital_nouns:
            _settle_by_capital(unit, previous)
        categories = {meaning.category for meaning in unit.meanings}
        if categories & ACTS and categories & NOUNLIKE:
            keep = ACTS if _is_act(unit, previous, following) else None
            unit.meanings = _only(unit, keep) if keep else _without(unit, ACTS)
        if categories & {"actions"} and categories & QUALITIES and before_noun:
            _settle_participle(unit, previous, following)
        if categories & QUALITIES and categories & NOUNLIKE and unit.meanings:
            if _qualifies(unit, previous, following, before_noun=before_noun):
                unit.meanings = _without(unit, NOUNLIKE) or unit.meanings
            else:
                unit.meanings = _nouns_first(unit)
                if previous is not None and previous.has("determiners") and not before_noun:
                    unit.meanings = _without(unit, QUALITIES) or unit.meanings
        if categories & {"actions"} and "abstract" in categories:
            unit.meanings = _without(unit, frozenset(["abstract"]))
        _settle_camera_words(unit, previous, following)


def _settle_participle(unit: Unit, previous: Unit | None, following: Unit | None) -> None:
    """`a pointed hat`: a quality between an article and a noun, and no act."""
    if previous is None or following is None or not _can_be_noun(following):
        return
    if previous.has("determiners", "possessive_pronouns", "numbers", "quantities", *QUALITIES):
        unit.meanings = _without(unit, ACTS) or unit.meanings


def _settle_by_capital(unit: Unit, previous: Unit | None) -> None:
    """`jungen` is a quality, `Jungen` a noun, where nouns are told by their capital."""
    opens = previous is None or previous.kind in ("punct", "line", "quote", "time")
    if not unit.is_capitalised:
        unit.meanings = _without(unit, NAMEABLE) or unit.meanings
    elif not opens:
        lower = ACTS | COUNTS | (QUALITIES - OF_FIRST_PART)
        unit.meanings = _without(unit, lower) or unit.meanings


def _settle_counter(unit: Unit, previous: Unit | None) -> None:
    """A word that counts (`一杯`, `三本`) does so after a number; else it is a noun."""
    counts = previous is not None and (
        previous.kind == "number" or previous.has("numbers", "determiners", "ordinals")
    )
    counting = frozenset(["counters"])
    unit.meanings = (_only(unit, counting) if counts else _without(unit, counting)) or unit.meanings


def _is_act(unit: Unit, previous: Unit | None, following: Unit | None) -> bool:
    """Whether a word that can be both names an act here."""
    if previous is None or previous.kind in ("punct", "line", "quote", "time"):
        has_object = following is not None and following.has("determiners", "pronouns")
        return has_object and not unit.has("people")
    if previous.has("pronouns") and not previous.has("possessive_pronouns"):
        return True
    if previous.has(
        "determiners", "possessive", "numbers", "quantities", "ordinals", "possessive_pronouns"
    ):
        return False
    if previous.kind == "number":
        return False
    if previous.has("people", "groups", "names", "camera", "body_parts", "shot_nouns", *WORN):
        return True
    if previous.has("prepositions"):
        meaning = previous.get("prepositions")
        return meaning is not None and meaning.name == "to" and unit.has("actions")
    if previous.has("conjunctions"):
        return following is None or not _is_verb(following)
    if previous.has("things"):
        place, thing = unit.get("places"), previous.get("things")
        if place and thing and not place.is_plural and not thing.is_plural:
            return False  # `a ramen shop`: an act would be `shops`
        return not previous.meanings[0].is_plural or following is None or not _is_verb(following)
    if previous.has("speeds"):
        return True
    if previous.has(*QUALITIES):
        return following is not None and following.has("determiners")
    return not previous.is_known or previous.has("function")


def _qualifies(
    unit: Unit, previous: Unit | None, following: Unit | None, *, before_noun: bool
) -> bool:
    """Whether a word that can be a noun or a quality stands by a noun that it qualifies."""
    if before_noun:
        return following is not None and _can_be_noun(following)
    if following is not None and unit.has("people"):
        leads_on = following.has(*NOUNLIKE) and not following.has(*QUALITIES, *ACTS)
        if leads_on or following.has("people", "groups"):
            return True
    return previous is not None and _can_be_noun(previous)


def _is_verb(unit: Unit) -> bool:
    return unit.has(*ACTS) and not unit.has(*NOUNLIKE)


def _can_be_noun(unit: Unit) -> bool:
    if unit.kind != "word":
        return False
    return not unit.is_known or unit.has(*NOUNLIKE) or unit.has("abstract", "colours")


def _settle_camera_words(unit: Unit, previous: Unit | None, following: Unit | None) -> None:
    """A truck, a drone and a crane are moves only where the camera is spoken of."""
    if not (unit.has("moves") and unit.has("things")):
        return
    is_camera_talk = (
        following is not None and following.has("shot_nouns", "directions", "moves")
    ) or (previous is not None and previous.has("camera", "speeds", "shot_nouns"))
    unit.meanings = _without(unit, frozenset(["things"] if is_camera_talk else ["moves"]))


def _only(unit: Unit, categories: frozenset[str]) -> tuple[Meaning, ...]:
    return tuple(meaning for meaning in unit.meanings if meaning.category in categories)


def _without(unit: Unit, categories: frozenset[str]) -> tuple[Meaning, ...]:
    return tuple(meaning for meaning in unit.meanings if meaning.category not in categories)


def _nouns_first(unit: Unit) -> tuple[Meaning, ...]:
    return tuple(sorted(unit.meanings, key=lambda meaning: meaning.category not in NOUNLIKE))
