"""Reads a film: a request to its shot list."""

from __future__ import annotations

from itertools import pairwise

from rushes.film.film_request import FPS, FilmRequest
from rushes.film.reading.cast import Cast, decide_couples, merge_repeats
from rushes.film.reading.cutting import splitting, timing
from rushes.film.reading.cutting.takes import Cuts, Take, cut_film, read_segment
from rushes.film.reading.drafts import FilmDraft, ShotDraft
from rushes.film.reading.finishing import captions, carrying, moods
from rushes.film.reading.finishing.exclusion import exclude, read_negative
from rushes.film.reading.finishing.publishing import publish
from rushes.film.reading.telling.hearing import listen
from rushes.film.reading.telling.walker import Reading, Walker
from rushes.film.reading.words.language import detect_language
from rushes.film.reading.words.lexicon import load_lexicon
from rushes.film.reading.words.roles import settle_roles
from rushes.film.reading.words.units import Unit, read_units
from rushes.film.reading.words.world import Drawable, the_world, usual_drawable
from rushes.film.shot_list import ShotList

STRICTEST_CFG_SCALE = 1.0


def read_film(request: FilmRequest, drawable: Drawable | None = None) -> ShotList:
    """The shot list that a request's words tell.

    Any text gives one: at least one shot, and shots that tile the film's frames exactly.
    `drawable` names what has a drawing; None: the drawing part's own list.
    """
    texts = sources_of(request)
    code, lexicon_code = detect_language(" ".join(texts.values()) or request.negative_prompt)
    lexicon = load_lexicon(lexicon_code)
    units = {source: read_units(text, lexicon, source) for source, text in texts.items()}
    for read in units.values():
        settle_roles(read, lexicon)
    world = the_world()
    film = FilmDraft()
    may_guess = request.cfg_scale < STRICTEST_CFG_SCALE
    reading = Reading(lexicon, world, Cast(world), film, texts, may_guess)
    cuts = _cut(request, units)
    negative = read_negative(reading, units.get("negative_prompt", []))
    context = _read_context(reading, cuts)
    shots = [_read_take(reading, take, index) for index, take in enumerate(cuts.takes)]
    listen(cuts.heard, film, film.ambience)
    _read_style(reading, cuts)
    moods.imagine(reading, cuts.takes, shots)
    merge_repeats(reading.cast, [{role.person.who.order for role in shot.roles} for shot in shots])
    takes = list(cuts.takes)
    if request.may_add_cuts and len(takes) == 1 and not request.segments:
        shots, takes = splitting.split(shots[0], takes[0], request, world)
    for shot in shots:
        shot.genre = film.genre
    carrying.carry_over(shots, context, world, may_guess)
    for shot in shots:
        carrying.light_up(shot, world)
    exclude(shots, film, negative)
    decide_couples(reading.cast)
    bounds = _bounds(request, takes, shots, world)
    captions.give_words(shots, takes, texts, request)
    return publish(
        request, code, reading, shots, takes, bounds, units, drawable or usual_drawable()
    )


def sources_of(request: FilmRequest) -> dict[str, str]:
    """The texts of a request by the name that spans count in."""
    texts = {"prompt": request.prompt}
    for number, segment in enumerate(request.segments):
        texts[f"multi_prompt[{number}].prompt"] = segment.prompt
    if request.negative_prompt:
        texts["negative_prompt"] = request.negative_prompt
    return texts


def _cut(request: FilmRequest, units: dict[str, list[Unit]]) -> Cuts:
    if not request.segments:
        cuts = cut_film(units["prompt"])
        takes = splitting.by_sentences(cuts.takes, request)
        cuts.takes = _fit(takes, timing.most_shots(request.frame_count))
        return cuts
    cuts = Cuts()
    context, style = read_segment(units["prompt"])
    cuts.context, cuts.heard, cuts.style = context.units, context.heard, style
    for number in range(len(request.segments)):
        take, style = read_segment(units[f"multi_prompt[{number}].prompt"])
        take.length_seconds = float(request.segments[number].duration_seconds)
        cuts.takes.append(take)
        cuts.style.extend(style)
    cuts.takes = _fit(cuts.takes, timing.most_shots(request.frame_count))
    return cuts


def _fit(takes: list[Take], most: int) -> list[Take]:
    """Joins the neighbours with the least words until the film holds them all."""
    takes = list(takes)
    while len(takes) > most:
        sizes = [len(one.units) + len(two.units) for one, two in pairwise(takes)]
        at = sizes.index(min(sizes))
        one, two = takes[at], takes.pop(at + 1)
        one.units = [*one.units, *two.units]
        one.heard = [*one.heard, *two.heard]
        one.end_seconds = two.end_seconds
        if one.length_seconds is not None and two.length_seconds is not None:
            one.length_seconds += two.length_seconds
        else:
            one.length_seconds = None
    return takes


def _read_context(reading: Reading, cuts: Cuts) -> ShotDraft:
    context = ShotDraft(index=-1)
    Walker(reading, context, cuts.context).walk()
    reading.known_things = list(context.things)
    for sound in context.sounds:
        reading.film.ambience.append(sound)
    return context


def _read_take(reading: Reading, take: Take, index: int) -> ShotDraft:
    shot = ShotDraft(index=index)
    Walker(reading, shot, take.units).walk()
    listen(take.heard, reading.film, shot.sounds)
    names = {thing.name for thing in reading.known_things}
    reading.known_things.extend(t for t in shot.things if t.name not in names)
    return shot


def _read_style(reading: Reading, cuts: Cuts) -> None:
    for unit in cuts.style:
        genre = unit.get("genres")
        if genre is not None:
            reading.film.genre = reading.film.genre or genre.name
            unit.use(f"genre: {genre.name}")
        meaning = unit.get("looks", "lighting")
        if meaning is None:
            continue
        unit.use(f"look: {meaning.name}")
        if meaning.name not in reading.film.look:
            reading.film.look.append(meaning.name)


def _bounds(
    request: FilmRequest, takes: list[Take], shots: list[ShotDraft], world: object
) -> list[int]:
    if request.segments:
        return timing.exact([take.length_seconds or 0.0 for take in takes], request.frame_count)
    wishes = []
    for take, shot in zip(takes, shots, strict=True):
        words = sum(unit.kind == "word" for unit in take.units)
        spoken = sum(timing.speech_frames(text) for text, _ in shot.speech)
        weight = 1.2 if shot.size in ("EWS", "WS") or shot.is_reveal else 1.0
        weight += min(1.2, words / 40) + spoken / (4 * FPS)
        wishes.append(
            timing.Wish(weight, max(timing.SHORTEST_FRAMES, spoken), take.start_seconds,
                        take.end_seconds, take.length_seconds)
        )  # fmt: skip
    return timing.lay_out(wishes, request.frame_count)
