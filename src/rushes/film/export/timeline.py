"""The film as an OpenTimelineIO timeline: its shots, how they join, what is said in them.

Every clip is a stretch of the finished film, as in the EDL. It is found by its file's name, beside
the timeline or wherever the editor looks; the URL it came from is its second reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from rushes.errors import NotFound
from rushes.film.export.finished_film import FinishedFilm, one_line
from rushes.film.export.shot_words import framing_words, moves_words, sound_words, speaker_name
from rushes.film.shot_list import Shot
from rushes.film.speaking import spoken_lines
from rushes.film.transitions import fade_frames, fade_in_frames, overlap_frames

if TYPE_CHECKING:
    import opentimelineio as otio

FILE, ONLINE = "DEFAULT_MEDIA", "online"
"""The references a clip has: the file by its name, and the URL it can be fetched from."""


def timeline(film: FinishedFilm) -> bytes:
    """An `.otio` file.

    Raises:
        NotFound: the library that writes it is not installed.
    """
    return _Timeline(film).whole()


class _Timeline:
    """One timeline being put together."""

    def __init__(self, film: FinishedFilm) -> None:
        try:
            import opentimelineio as library
        except ImportError as error:
            raise NotFound(
                "no timeline can be made here: it needs OpenTimelineIO (pip install opentimelineio)"
            ) from error
        self._otio = library
        self._film = film
        self._fps = film.shot_list.fps

    def whole(self) -> bytes:
        film, otio = self._film, self._otio
        made = otio.schema.Timeline(film.title or "Rushes", global_start_time=self._time(0))
        made.metadata["rushes"] = {
            "aspect_ratio": film.shot_list.aspect_ratio,
            "language": film.shot_list.language,
            "look": list(film.shot_list.look),
        }
        made.tracks.append(self._pictures())
        if film.has_sound:
            made.tracks.append(self._sound())
        text: str = made.to_json_string(indent=2)
        return text.encode() + b"\n"

    def _pictures(self) -> otio.schema.Track:
        track = self._otio.schema.Track("Picture", kind=self._otio.schema.TrackKind.Video)
        before: Shot | None = None
        for shot in self._film.shot_list.shots:
            if (transition := self._transition(before, shot)) is not None:
                track.append(transition)
            track.append(self._clip_of(shot))
            before = shot
        return track

    def _sound(self) -> otio.schema.Track:
        track = self._otio.schema.Track("Sound", kind=self._otio.schema.TrackKind.Audio)
        clip = self._clip("Sound", 0, self._film.frame_count)
        for line in spoken_lines(self._film.shot_list):
            start = round(line.start_seconds * self._fps)
            length = max(1, round(line.end_seconds * self._fps) - start)
            name = speaker_name(self._film.shot_list, line.person_id)
            clip.markers.append(self._marker(name, one_line(line.text), start, length, "CYAN"))
        track.append(clip)
        return track

    def _clip_of(self, shot: Shot) -> otio.schema.Clip:
        clip = self._clip(f"Shot {shot.number}", shot.start_frame, shot.frame_count)
        about = ", ".join(filter(None, (shot.size, moves_words(shot), framing_words(shot))))
        marker = self._marker(about, one_line(shot.words), shot.start_frame, 1, "GREEN")
        marker.metadata["rushes"] = {"sound": sound_words(shot), "words": shot.words}
        clip.markers.append(marker)
        clip.metadata["rushes"] = {"shot": msgspec.to_builtins(shot)}
        return clip

    def _clip(self, name: str, start_frame: int, frame_count: int) -> otio.schema.Clip:
        clip = self._otio.schema.Clip(name, source_range=self._range(start_frame, frame_count))
        references = {FILE: self._reference(self._film.file_name)}
        if self._film.url:
            references[ONLINE] = self._reference(self._film.url)
        clip.set_media_references(references, FILE)
        return clip

    def _reference(self, target: str) -> otio.schema.ExternalReference:
        return self._otio.schema.ExternalReference(target, self._range(0, self._film.frame_count))

    def _transition(self, before: Shot | None, shot: Shot) -> otio.schema.Transition | None:
        kinds = self._otio.schema.TransitionTypes
        into, kind, name = overlap_frames(shot), kinds.SMPTE_Dissolve, shot.transition
        out_of = 0
        if fade_in := fade_in_frames(shot):
            into, kind, name = fade_in, kinds.Custom, "fade through black"
            out_of = fade_frames(before) if before is not None else 0
        elif shot.transition == "wipe":
            kind = kinds.Custom
        if not into + out_of:
            return None
        metadata: dict[str, Any] = {"rushes": {"transition": shot.transition}}
        return self._otio.schema.Transition(
            name, kind, self._time(out_of), self._time(into), metadata
        )

    def _marker(
        self, name: str, comment: str, start_frame: int, frame_count: int, colour: str
    ) -> otio.schema.Marker:
        return self._otio.schema.Marker(
            name, self._range(start_frame, frame_count), colour, comment=comment
        )

    def _range(self, start_frame: int, frame_count: int) -> otio.opentime.TimeRange:
        return self._otio.opentime.TimeRange(self._time(start_frame), self._time(frame_count))

    def _time(self, frame: int) -> otio.opentime.RationalTime:
        return self._otio.opentime.RationalTime(frame, self._fps)
