"""One panel of a storyboard: the frame, the camera's move over it, and the words about it."""

from __future__ import annotations

import skia

from rushes.engines.animatic.takeaways.move_arrows import draw_moves
from rushes.engines.animatic.takeaways.typesetting import ITALIC, Run, Typesetter
from rushes.film.export.shot_words import (
    framing_words,
    moves_words,
    sound_words,
    speaker_name,
)
from rushes.film.export.timecode import timecode
from rushes.film.shot_list import Shot, ShotList

INK, FAINT, EMPTY, PAPER = 0xFF17191D, 0xFF6E6A62, 0xFFE9E5DD, 0xFFFFFFFF
WORDS_SIZE, SMALL_SIZE, HEAD_SIZE = 8.2, 7.2, 9.6
BADGE_HEIGHT = 14.0
LEAST_WORDS_HEIGHT = 78.0
"""What a panel's words need below its frame; else they stand beside it."""
BESIDE_SHARE = 0.56
"""Of the panel's width, for a frame with its words beside it."""
ARROW_ROOM = 12.0
BETWEEN = 3.0
SPEECH_SHARE, SOUND_SHARE = 0.45, 0.28
"""Of the height for words, at most."""


class PanelPainter:
    """Draws a film's panels."""

    def __init__(self, typesetter: Typesetter, shot_list: ShotList, aspect: float) -> None:
        self._type = typesetter
        self._film = shot_list
        self._aspect = aspect

    def draw(
        self, canvas: skia.Canvas, shot: Shot, image: skia.Image | None, box: skia.Rect
    ) -> None:
        """A shot into its box. Nothing but arrows leaves the box, and those by little."""
        frame, words = self._places(box)
        if image is None:
            canvas.drawRect(frame, skia.Paint(Color=EMPTY))
        else:
            canvas.drawImageRect(image, frame, skia.SamplingOptions(skia.FilterMode.kLinear))
        rim = skia.Paint(AntiAlias=True, Color=INK, Style=skia.Paint.kStroke_Style, StrokeWidth=0.9)
        canvas.drawRect(frame, rim)
        draw_moves(canvas, shot.moves, frame)
        self._draw_words(canvas, shot, words)

    def _places(self, box: skia.Rect) -> tuple[skia.Rect, skia.Rect]:
        """Where the frame goes and where its words: below it, or beside one that is tall."""
        width, height = box.width(), box.width() / self._aspect
        if height <= box.height() - LEAST_WORDS_HEIGHT:
            frame = skia.Rect.MakeXYWH(box.left(), box.top(), width, height)
            top = frame.bottom() + 9
            return frame, skia.Rect.MakeLTRB(box.left(), top, box.right(), box.bottom())
        width = min(box.width() * BESIDE_SHARE, (box.height() - ARROW_ROOM) * self._aspect)
        frame = skia.Rect.MakeXYWH(box.left(), box.top(), width, width / self._aspect)
        left = frame.right() + 14
        return frame, skia.Rect.MakeLTRB(left, box.top() - 3, box.right(), box.bottom())

    def _draw_words(self, canvas: skia.Canvas, shot: Shot, box: skia.Rect) -> None:
        """Head and times first, then speech and sound up to their shares; words get the rest."""
        top = self._draw_head(canvas, shot, box)
        top += BETWEEN
        room = box.bottom() - top
        speech = self._type.set(self._speech(shot), box.width(), room * SPEECH_SHARE)
        heard = self._type.set(self._sound(shot), box.width(), room * SOUND_SHARE)
        below = sum(part.Height + BETWEEN for part in (speech, heard) if part.LongestLine > 0)
        words = self._type.set(
            [Run(shot.words or shot.caption, WORDS_SIZE, INK)],
            box.width(),
            max(1.0, room - below),
        )
        for part in (words, speech, heard):
            if part.LongestLine > 0:
                part.paint(canvas, box.left(), top)
                top += part.Height + BETWEEN

    def _draw_head(self, canvas: skia.Canvas, shot: Shot, box: skia.Rect) -> float:
        """Number and size on a badge, the move beside it, times below. Returns where it ends."""
        named = [Run(f"{shot.number}", HEAD_SIZE, PAPER), Run(f"  {shot.size}", HEAD_SIZE, PAPER)]
        badge = self._type.set(named, box.width())
        width = badge.LongestLine + 10
        plate = skia.Rect.MakeXYWH(box.left(), box.top(), width, BADGE_HEIGHT)
        canvas.drawRoundRect(plate, 2.5, 2.5, skia.Paint(AntiAlias=True, Color=INK))
        badge.paint(canvas, box.left() + 5, box.top() + (BADGE_HEIGHT - badge.Height) / 2)
        room = box.width() - width - 6
        move = self._type.set([Run(moves_words(shot), WORDS_SIZE, INK)], room, 4.2 * WORDS_SIZE)
        move.paint(canvas, box.left() + width + 6, box.top() + 1.2)
        top = box.top() + max(BADGE_HEIGHT, move.Height + 1.2) + 2
        fps = self._film.fps
        start, end = timecode(shot.start_frame, fps), timecode(shot.end_frame, fps)
        length = f"{shot.frame_count / fps:.2f} s"
        about = filter(None, (f"{start}–{end}", length, framing_words(shot), _join(shot)))
        times = self._type.set([Run(" · ".join(about), SMALL_SIZE, FAINT)], box.width(), 28)
        times.paint(canvas, box.left(), top)
        return float(top + times.Height)

    def _speech(self, shot: Shot) -> list[Run]:
        runs: list[Run] = []
        for line in shot.speech:
            lead = "  " if runs else ""
            who = speaker_name(self._film, line.person)
            runs.append(Run(f"{lead}{who}: ", WORDS_SIZE, FAINT))
            runs.append(Run(f"“{line.text}”", WORDS_SIZE, INK, ITALIC))
        return runs

    def _sound(self, shot: Shot) -> list[Run]:
        heard = sound_words(shot)
        if not heard:
            return []
        return [Run("SOUND  ", SMALL_SIZE * 0.86, FAINT), Run(heard, SMALL_SIZE, FAINT)]


def _join(shot: Shot) -> str:
    """How the shot begins, where that is not a plain cut."""
    return "" if shot.transition == "cut" else f"{shot.transition} in"
