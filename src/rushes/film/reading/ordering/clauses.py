"""European sentences in the order that walks expect: subject, verb, and what belongs to them."""

from __future__ import annotations

from rushes.film.reading.ordering.joints import PEOPLE, aside, is_noun, is_predicate
from rushes.film.reading.words.lexicon import Lexicon
from rushes.film.reading.words.roles import QUALITIES
from rushes.film.reading.words.units import Unit

MARKS = frozenset(["punct", "line", "quote", "time"])
BEFORE_NOUN = frozenset(["determiners", "numbers", "quantities", "possessive_pronouns", *QUALITIES])
OPENINGS = frozenset(
    "prepositions times weathers where function speeds seasons sequence cue_leads places".split()
)
NAMED = ("people", "groups", "names")
MOST_BEFORE_SUBJECT = 5


def lay_clauses(
    units: list[Unit], lexicon: Lexicon, alone: frozenset[str], *, verbs_end: bool
) -> list[Unit]:
    """Every clause with its verb after its subject.

    `alone` names the acts that need no object, `verbs_end` says that clauses which hang on others
    end in their verb, as in German.
    """
    told: list[Unit] = []
    clauses = _clauses(units)
    for at, clause in enumerate(clauses):
        if not clause:
            continue
        laid = join_particle(clause, lexicon)
        if verbs_end and told and _is_relative(laid) and _follows_comma(told):
            told.pop()
            verb = next(unit for unit in reversed(laid) if is_predicate(unit))
            inner = [verb, *(unit for unit in laid[1:] if unit is not verb)]
            told.extend(aside(inner))
            if at + 1 < len(clauses) and clauses[at + 1] and clauses[at + 1][0].text == ",":
                clauses[at + 1] = clauses[at + 1][1:]
            continue
        if verbs_end:
            laid = _verb_forward(laid)
        told.extend(_subject_first(laid, alone, always=verbs_end))
    return told


def _clauses(units: list[Unit]) -> list[list[Unit]]:
    """Units between marks and before words that begin a clause; a mark is a clause of its own."""
    clauses: list[list[Unit]] = [[]]
    for unit in units:
        if unit.kind in MARKS:
            clauses.extend([[unit], []])
            continue
        conjunction = unit.get("conjunctions")
        if conjunction is not None and clauses[-1]:
            clauses.append([])
        clauses[-1].append(unit)
    return [clause for clause in clauses if clause]


def join_particle(clause: list[Unit], lexicon: Lexicon) -> list[Unit]:
    """`picks the box up`, `schenkt Wein ein`: the verb with the part of it that ends the clause."""
    if len(clause) < 3 or clause[-1].kind != "word":
        return clause
    last = clause[-1]
    if not last.has("prepositions", "function", "directions", "determiners"):
        return clause
    for unit in clause[:-2]:
        if not unit.has("actions", "camera_verbs") or " " in unit.text:
            continue
        found = lexicon.phrases.get(f"{lexicon.key(unit.text)} {lexicon.key(last.text)}", ())
        acts = tuple(meaning for meaning in found if meaning.category == "actions")
        if acts:
            unit.meanings = acts
            last.use(f"action: {acts[0].name}")
            return clause[:-1]
    return clause


def _follows_comma(told: list[Unit]) -> bool:
    return told[-1].text == "," and len(told) > 1


def _is_relative(clause: list[Unit]) -> bool:
    """Whether a clause tells of the noun before it: `die ein rotes Kleid trägt`."""
    if len(clause) < 2 or not clause[0].has("determiners") or not is_predicate(clause[-1]):
        return False
    if any(is_predicate(unit) for unit in clause[:-1]):
        return False
    second = clause[1]
    if second.has("determiners", "prepositions", "pronouns", "numbers", "quantities", "function"):
        return True
    if is_predicate(second):
        return True
    follows = clause[2] if len(clause) > 2 else second
    return second.has(*QUALITIES) and (is_predicate(follows) or follows.has("prepositions"))


def _verb_forward(clause: list[Unit]) -> list[Unit]:
    """A clause that a conjunction opens, with the verb at its end laid after its subject."""
    first = clause[0].get("conjunctions", "prepositions")
    if first is None or first.name not in ("clause", "for") or not is_predicate(clause[-1]):
        return clause
    if any(is_predicate(unit) for unit in clause[1:-1]):
        return clause
    subject = _subject_end(clause, 1)
    if subject is None:
        return clause
    return [*clause[: subject + 1], clause[-1], *clause[subject + 1 : -1]]


def _subject_end(clause: list[Unit], start: int) -> int | None:
    """Where the noun phrase that starts here ends; None where none does."""
    for at in range(start, min(len(clause), start + MOST_BEFORE_SUBJECT)):
        unit = clause[at]
        if unit.has("pronouns") and not unit.has("possessive_pronouns", "determiners"):
            return at
        if unit.kind == "number" or (unit.has(*BEFORE_NOUN) and not unit.has(*NAMED)):
            continue
        return at if is_noun(unit) else None
    return None


def _subject_first(clause: list[Unit], alone: frozenset[str], *, always: bool) -> list[Unit]:
    """`Im Park spielt ein Mann`, `en el bosque corre un lobo`: the verb after its subject."""
    verb = next((at for at, unit in enumerate(clause) if unit.has("actions", "camera_verbs")), None)
    if verb is None or verb + 1 >= len(clause):
        return clause
    before = clause[:verb]
    if before and before[0].has("conjunctions"):
        before = before[1:]
    if not is_predicate(clause[verb]) or (before and not before[0].has(*OPENINGS)):
        return clause
    if any(
        u.has("people", "pronouns", "names", "camera") and not _is_placed(before, u) for u in before
    ):
        return clause
    end = _subject_end(clause, verb + 1)
    if end is None or not _can_do(clause[verb], clause[end], alone, always=always and bool(before)):
        return clause
    return [*clause[:verb], *clause[verb + 1 : end + 1], clause[verb], *clause[end + 1 :]]


def _is_placed(units: list[Unit], unit: Unit) -> bool:
    """Whether a preposition stands before a noun: it is no subject then."""
    at = units.index(unit)
    return any(near.has("prepositions") for near in units[max(0, at - 3) : at])


def _can_do(verb: Unit, noun: Unit, alone: frozenset[str], *, always: bool) -> bool:
    """Whether a noun after a verb is who does it: a person, or a thing with an act that needs no
    object."""
    if noun.has(*PEOPLE):
        return True
    act = verb.get("actions")
    if act is None or not noun.has("things"):
        return always and noun.has("things", "weathers")
    return always or act.name in alone
