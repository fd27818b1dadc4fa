"""Who speaks how: read from `art/voices.toml`."""

from __future__ import annotations

import functools
import re
import zlib
from dataclasses import dataclass

import msgspec

from rushes.art import ART_FOLDER
from rushes.film.shot_list import Person, Shot, ShotList
from rushes.film.speaking import SpokenLine

NARRATOR = "narrator"
_PITCH_SPREAD = 5
_SAYING = frozenset(["say", "talk", "shout", "whisper", "sing"])
_KANJI_AND_KANA = re.compile("[\u4e00-\u9fff]")


class VoiceRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"who": "is"}):
    """A kind of voice."""

    who: tuple[str, ...]
    variants: tuple[str, ...]
    hertz: float
    pitch: int = 50
    melody: int = 50
    size: float = 1.0
    pace: float = 1.0


class Feeling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a feeling changes."""

    pitch: int = 0
    melody: int = 0
    pace: float = 1.0
    gain_db: float = 0.0


class _Script(msgspec.Struct, frozen=True):
    signs: str
    language: str


class _Records(msgspec.Struct, frozen=True):
    voice: tuple[VoiceRecord, ...]
    whisper: dict[str, str]
    feelings: dict[str, Feeling]
    languages: dict[str, str]
    script: tuple[_Script, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """The voice of one line."""

    name: str
    """eSpeak NG's, with its variant; empty where it can't read the words."""
    pitch: int
    melody: int
    size: float
    """Above 1: a smaller throat."""
    pace: float
    hertz: float
    is_whispered: bool
    gain_db: float


@functools.cache
def _records() -> _Records:
    return msgspec.toml.decode((ART_FOLDER / "voices.toml").read_bytes(), type=_Records)


def voice_of(line: SpokenLine, shot_list: ShotList) -> Voice:
    """The voice that says a line: always the same for the same person."""
    shot = shot_list.shots[line.shot_number - 1]
    person = next((p for p in shot_list.people if p.id == line.person_id), None)
    speaker = person.id if person else _speaking_thing(shot)
    record = _record_of(_kinds(person) if person else (speaker, NARRATOR))
    draw = zlib.crc32(speaker.encode())
    feeling = _feeling(shot, line.person_id)
    variant = record.variants[draw % len(record.variants)]
    if line.is_whispered:
        variant = _records().whisper["female" if variant[0] == "f" else "male"]
    language = language_of(line.text, shot_list.language)
    spread = draw // 7 % (2 * _PITCH_SPREAD + 1) - _PITCH_SPREAD
    base = _records().languages.get(language, "")
    return Voice(
        name=f"{base}+{variant}" if base and _can_be_read(line.text, language) else "",
        pitch=min(99, max(0, record.pitch + spread + feeling.pitch)),
        melody=min(99, max(0, record.melody + feeling.melody)),
        size=record.size,
        pace=record.pace * feeling.pace,
        hertz=record.hertz * 2 ** ((spread + feeling.pitch) / 60),
        is_whispered=line.is_whispered,
        gain_db=feeling.gain_db,
    )


def language_of(text: str, language: str) -> str:
    """The language that words are in: the prompt's, unless their script says otherwise."""
    for script in _records().script:
        if re.search(f"[{script.signs}]", text):
            is_chinese_in_japanese = script.language == "zh" and language == "ja"
            is_ukrainian = script.language == "ru" and language == "uk"
            return language if is_chinese_in_japanese or is_ukrainian else script.language
    return language if language in _records().languages else "en"


def _can_be_read(text: str, language: str) -> bool:
    """eSpeak NG reads no Chinese signs in Japanese: it would spell out that they are there."""
    return language != "ja" or not _KANJI_AND_KANA.search(text)


def _speaking_thing(shot: Shot) -> str:
    """The thing that speaks where nobody does: the one that is told to, else one that could."""
    for thing in shot.things:
        if _SAYING & set(thing.actions):
            return thing.name
    return NARRATOR


def _kinds(person: Person) -> tuple[str, ...]:
    """What a person is, the most telling first: `old man`, `man`."""
    words = [person.kind]
    sex = {"girl": "woman", "boy": "man"}.get(person.kind, person.kind)
    if person.age == "baby":
        words.insert(0, "baby")
    elif person.age == "child" and person.kind == "person":
        words.insert(0, "child")
    elif person.age in ("old", "teen"):
        words.insert(0, f"{person.age} {sex}")
    return tuple(words)


def _record_of(kinds: tuple[str, ...]) -> VoiceRecord:
    records = _records().voice
    for kind in (*kinds, NARRATOR):
        for record in records:
            if kind in record.who:
                return record
    return records[-1]


def _feeling(shot: Shot, person_id: str | None) -> Feeling:
    for person in shot.people:
        if person.id == person_id:
            for word in (*person.actions, person.emotion or ""):
                if word in _records().feelings:
                    return _records().feelings[word]
    return Feeling()
