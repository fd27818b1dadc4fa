"""Staging: a shot list to scenes, one a shot.

Pure: the same plan gives the same scenes, in whichever process. What words leave open is decided
from the film's seed and the shot's number, so that two shots of the same set are not set up alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import msgspec

from rushes.engines.animatic.plan import FilmPlan
from rushes.engines.animatic.scene import CameraPath, CastMember, Figure, Light, Prop, Scene
from rushes.engines.animatic.sound.speech.lips import Lips, lips_of
from rushes.engines.animatic.staging.camera.framing import Framing, letterbox_share, within
from rushes.engines.animatic.staging.camera.path import camera_path
from rushes.engines.animatic.staging.camera.timing import tempo_of
from rushes.engines.animatic.staging.casting import cast_people
from rushes.engines.animatic.staging.composition import (
    close_up,
    compose,
    end_of_reveal,
    reveal_start,
)
from rushes.engines.animatic.staging.dressing.dresser import Dresser
from rushes.engines.animatic.staging.dressing.dressing import Dressing, is_excluded
from rushes.engines.animatic.staging.dressing.seats import on_seats
from rushes.engines.animatic.staging.dressing.subjects import (
    Subject,
    subject_framing,
    subject_of,
)
from rushes.engines.animatic.staging.keeping_up import keeping_up, send_off
from rushes.engines.animatic.staging.needs import wide_enough, with_things_in_hand
from rushes.engines.animatic.staging.people.blocking import (
    block_people,
    is_table_action,
    shoulder_to_the_edge,
)
from rushes.engines.animatic.staging.people.performing import Seating, posture_for
from rushes.engines.animatic.staging.stagecraft import Stagecraft, drawn_stagecraft
from rushes.engines.animatic.staging.whereabouts import Whereabouts, whereabouts_of
from rushes.film.shot_list import PersonInShot, Shot

_DINING_PLACES = frozenset("restaurant cafe diner cafeteria bistro dining tavern".split())
_DINING_THINGS = frozenset(("dinner table", "plate"))
_CLOSE_UPS = {"hands": "hands", "fingers": "hands", "eyes": "eyes", "feet": "feet"}
_OUTDOORS_UNNAMED = "neutral outdoors"
_INDOORS_UNNAMED = "room"


def stage_film(plan: FilmPlan, stagecraft: Stagecraft | None = None) -> tuple[Scene, ...]:
    """One scene for each shot of the plan, in order."""
    craft = stagecraft or drawn_stagecraft()
    figures = cast_people(plan.shot_list, plan.seed)
    stager = _Stager(plan, craft, figures)
    return tuple(stager.stage(shot) for shot in plan.shot_list.shots)


class _Stager:
    """What holds for a whole film: its cast, its sides of the line, its tables, its light."""

    def __init__(self, plan: FilmPlan, craft: Stagecraft, figures: dict[str, Figure]) -> None:
        self._plan = plan
        self._craft = craft
        self._figures = figures
        self._aspect = plan.width_px / plan.height_px
        self._sides = {person_id: place for place, person_id in enumerate(figures)}
        self._facings = facings_of(plan)
        self._callings = {person.id: person.words for person in plan.shot_list.people}
        self._lips = lips_of(plan.shot_list)
        self._table_places = {
            shot.place for shot in plan.shot_list.shots if self._shows_table(shot)
        }

    def stage(self, shot: Shot) -> Scene:
        """The scene of one shot."""
        random = Random(f"{self._plan.seed} shot {shot.number}")
        excluded, look = self._plan.shot_list.excluded, self._plan.shot_list.look
        set_on = whereabouts_of(shot, self._craft)
        shot = with_things_in_hand(self._with_a_shoulder(set_on.shot), self._craft, self._callings)
        light = self._light(shot)
        close_up_of = self._close_up_of(shot)
        at_table = self._is_at_table(shot)
        cast = self._block(shot, at_table, close_up_of, random)
        duration = shot.frame_count / self._plan.shot_list.fps
        subject = None if cast else subject_of(shot, self._craft, excluded)
        if close_up_of is not None:
            framing, reveal = close_up(close_up_of, light, self._aspect), None
        else:
            framing, reveal = self._frame(shot, cast, subject, at_table, light, random)
        seen = letterbox_share(self._aspect, look)
        framing, reveal = within(framing, seen), reveal and within(reveal, seen)
        if "over-the-shoulder" in shot.framing:
            cast = shoulder_to_the_edge(cast, framing, self._aspect)
        props = self._props(shot, cast, framing, close_up_of, subject, at_table, random, set_on)
        cast = on_seats(cast, props, self._craft)
        off = send_off(cast, props, framing, shot, duration * tempo_of(look), self._aspect)
        path = camera_path(
            framing,
            off.moves,
            duration,
            self._aspect,
            f"{self._plan.seed} camera {shot.number}",
            has_people=bool(cast),
            reveal_from=reveal,
        )
        path = keeping_up(path, off.camera_x, tempo_of(look))
        place, is_card = self._place(shot)
        features = (name for name in shot.place_features if not is_excluded(name, excluded))
        return Scene(
            place=place,
            place_features=tuple(features),
            place_is_card=is_card,
            light=light,
            cast=_speaking(_seen(off.cast, path, duration), self._lips.get(shot.number, {})),
            props=off.props,
            camera=path,
            duration_seconds=duration,
            aspect=self._aspect,
            seed=Random(f"{self._plan.seed} {shot.place} {shot.number}").randrange(2**31),
            close_up_of=close_up_of,
            look=look,
            dressing=1.0 - self._plan.request.cfg_scale,
            excluded=excluded,
            stands_at=set_on.stands_at(framing, bool(cast)),
        )

    def _block(
        self, shot: Shot, at_table: bool, close_up_of: str | None, random: Random
    ) -> tuple[CastMember, ...]:
        """The shot's people; in a close-up of hands or eyes, those whose they are."""
        seating: Seating = "table" if at_table else "seat" if self._has_seat(shot) else ""
        cast = block_people(
            shot,
            self._figures,
            self._aspect,
            seating,
            random,
            self._sides,
            self._facings,
            self._craft.head_at,
        )
        cast = self._laid_down(shot, cast)
        if close_up_of is None:
            return cast
        shown = {person.id for person in shot.people if _subject_of(person) == close_up_of}
        still = (replace(member, travel_mps=0.0, travel_z_mps=0.0, then=None) for member in cast)
        return tuple(member for member in still if member.figure.id in shown)

    def _props(
        self,
        shot: Shot,
        cast: tuple[CastMember, ...],
        framing: Framing,
        close_up_of: str | None,
        subject: Subject | None,
        at_table: bool,
        random: Random,
        set_on: Whereabouts,
    ) -> tuple[Prop, ...]:
        """The shot's things, where they stand."""
        dressing = Dressing(
            shot,
            cast,
            framing,
            self._aspect,
            self._craft,
            self._plan.shot_list.excluded,
            1.0 - self._plan.request.cfg_scale,
            random,
            str(self._plan.seed),
        )
        table_z = -0.12 if close_up_of is None else 0.14
        is_out = set_on.water is not None
        dresser = Dresser(dressing, subject, table_z, set_on.shore, is_out)
        has_table = at_table or (close_up_of == "hands" and self._is_table_near(shot))
        return dresser.dress(has_table, self._dines(shot))

    def _light(self, shot: Shot) -> Light:
        """The same for every shot of a set at the same hour, so that the sun keeps its side."""
        set_seed = Random(f"{self._plan.seed} light {shot.indoors}").randrange(2**31)
        return self._craft.light_for(
            shot.time_of_day, shot.weather, shot.indoors, shot.lighting, set_seed
        )

    def _place(self, shot: Shot) -> tuple[str, bool]:
        """The set's name, and whether it is shown on a card."""
        if shot.place in self._craft.known_places:
            return shot.place, False
        if shot.place is None or shot.place_drawn_as == "nothing":
            return (_INDOORS_UNNAMED if shot.indoors else _OUTDOORS_UNNAMED), False
        return shot.place_words or shot.place, True

    def _close_up_of(self, shot: Shot) -> str | None:
        """What a close-up shows of its people, where it isn't the face."""
        if shot.size not in ("CU", "ECU", "MCU"):
            return None
        subjects = (_subject_of(person) for person in shot.people)
        return next((subject for subject in subjects if subject is not None), None)

    def _with_a_shoulder(self, shot: Shot) -> Shot:
        """Over the shoulder of one alone is over that of whoever was seen last before."""
        if "over-the-shoulder" not in shot.framing or len(shot.people) != 1:
            return shot
        own = shot.people[0].id
        shots = self._plan.shot_list.shots
        nearest = sorted(shots, key=lambda other: (other.number > shot.number, -other.number))
        for other in nearest:
            for person in other.people:
                if person.id != own:
                    back = PersonInShot(person.id)
                    return msgspec.structs.replace(shot, people=(back, *shot.people))
        return shot

    def _shows_table(self, shot: Shot) -> bool:
        return bool(shot.people) and (self._names_table(shot) or self._dines(shot))

    def _names_table(self, shot: Shot) -> bool:
        return any(
            thing.where == "on the table" or self._craft.is_table(thing.name)
            for thing in shot.things
        )

    def _dines(self, shot: Shot) -> bool:
        """Whether people eat or drink here: a place for it, an action, or a table laid for it."""
        words = {*(shot.place or "").split(), *(thing.name for thing in shot.things)}
        is_laid = bool((_DINING_PLACES | _DINING_THINGS) & words)
        return is_laid or any(is_table_action(person) for person in shot.people)

    def _is_at_table(self, shot: Shot) -> bool:
        """People sit where the film has a table, unless their actions take them elsewhere."""
        if not shot.people or _roams(shot):
            return False
        return self._is_table_near(shot) and (not self._has_seat(shot) or self._names_table(shot))

    def _has_seat(self, shot: Shot) -> bool:
        if _roams(shot) or any(posture_for(person, "") == "lie" for person in shot.people):
            return False
        return any(self._craft.is_seat(thing.name) for thing in shot.things)

    def _laid_down(self, shot: Shot, cast: tuple[CastMember, ...]) -> tuple[CastMember, ...]:
        """Those who lie, on the bed or the sofa where the shot has one."""
        beds = [thing.name for thing in shot.things if self._craft.is_seat(thing.name)]
        height = self._craft.surface_height(beds[0]) if beds else None
        if height is None:
            return cast
        return tuple(
            replace(member, y=-height) if member.performance.posture == "lie" else member
            for member in cast
        )

    def _is_table_near(self, shot: Shot) -> bool:
        if "table" in self._plan.shot_list.excluded:
            return False
        return shot.place in self._table_places or self._shows_table(shot)

    def _frame(
        self,
        shot: Shot,
        cast: tuple[CastMember, ...],
        subject: Subject | None,
        at_table: bool,
        light: Light,
        random: Random,
    ) -> tuple[Framing, Framing | None]:
        """The framing the shot is composed for and, for a reveal, the one it starts on."""
        if any(move.move == "crane-out" for move in shot.moves) and not shot.indoors:
            end = end_of_reveal(shot, cast, light, self._aspect, random)
            return end, reveal_start(end, cast, self._aspect, self._craft.head_at)
        look = self._plan.shot_list.look
        framing = compose(
            wide_enough(shot, cast, self._craft),
            cast,
            at_table,
            light,
            self._aspect,
            look,
            random,
            self._craft.head_at,
        )
        if not cast:
            framing = subject_framing(shot, framing, subject, self._craft, self._aspect)
        return framing, None


def _roams(shot: Shot) -> bool:
    """Whether what people do takes them away from any seat."""
    return any(
        action in ("walk", "run", "dance", "stroll", "hike", "ride", "swim")
        for person in shot.people
        for action in person.actions
    )


def _seen(
    cast: tuple[CastMember, ...], path: CameraPath, duration: float
) -> tuple[CastMember, ...]:
    """Tells each how large they are seen at most, for level of detail."""
    moments = [duration * share / 4 for share in range(5)]
    poses = [(seconds, path(seconds)) for seconds in moments]

    def seen(member: CastMember) -> CastMember:
        height = min(
            max(0.3, member.z + member.travel_z_mps * seconds - pose.z) / pose.focal
            for seconds, pose in poses
        )
        performance = replace(member.performance, visible_height_m=round(height, 3))
        return replace(member, performance=performance, then=member.then and seen(member.then))

    return tuple(seen(member) for member in cast)


def _speaking(cast: tuple[CastMember, ...], lips: Mapping[str, Lips]) -> tuple[CastMember, ...]:
    """Moves the lips of those who speak."""

    def speaking(member: CastMember) -> CastMember:
        if member.figure.id not in lips:
            return member
        performance = replace(member.performance, lips=lips[member.figure.id])
        return replace(member, performance=performance, then=member.then and speaking(member.then))

    return tuple(speaking(member) for member in cast)


def _subject_of(person: PersonInShot) -> str | None:
    """What a close-up shows of this person, where it isn't the face."""
    return _CLOSE_UPS.get(person.body_part or "")


def facings_of(plan: FilmPlan) -> dict[str, int]:
    """Which way each looks and goes when alone, in every shot: those who are in a film together
    look at one another across the cuts, the first to the right."""
    people = plan.shot_list.people
    if len(people) == 1:
        return {people[0].id: Random(f"{plan.seed} faces").choice((-1, 1))}
    return {person.id: 1 if place % 2 == 0 else -1 for place, person in enumerate(people)}
