"""One shot's frames: its set baked, with weather and glow over it."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from rushes.engines.animatic.drawing.compositing.bitmaps.smearing import smear
from rushes.engines.animatic.drawing.compositing.compositor import Compositor
from rushes.engines.animatic.drawing.compositing.placing import place_scene, widest_pose
from rushes.engines.animatic.drawing.compositing.projection import Picture
from rushes.engines.animatic.drawing.finishing.glow import SunGlow
from rushes.engines.animatic.drawing.finishing.grade import grade_filter, live_grade_filter
from rushes.engines.animatic.drawing.finishing.overlays.hours import HoursGoingBy
from rushes.engines.animatic.drawing.finishing.stylise.stylist import stylist_for
from rushes.engines.animatic.drawing.finishing.weather import WeatherInAir
from rushes.engines.animatic.drawing.places import light_in
from rushes.engines.animatic.looks import STEADY, style_of
from rushes.engines.animatic.scene import CameraPose, Scene
from rushes.film.transitions import OVERLAP_FRAMES

_MINIATURE_SIGMA = 0.015
"""Blur of the horizon in a picture that makes a town look like a model, in picture heights."""

_WHIPPED = 0.035
"""Of the picture's width in a frame: faster is blurred, as an open shutter has it."""


class ShotRenderer:
    """Draws a staged shot. Baking happens when it is made; phases bake when first seen."""

    def __init__(self, scene: Scene, picture: Picture, fps: int) -> None:
        # Under water, in space and on other worlds the light of the hour is another.
        scene = replace(scene, light=light_in(scene.place, scene.light))
        style = style_of(scene.look)
        self._picture = picture
        self._fps = fps
        self.frame_count = max(1, round(scene.duration_seconds * fps))
        poses = [scene.camera(frame / fps) for frame in range(self.frame_count + OVERLAP_FRAMES)]
        if style.miniature:
            poses = [_miniature(pose) for pose in poses]
        self._living = style.living or STEADY
        if self._living.holds_camera:
            hold = self._living.hold
            poses = [poses[frame // hold * hold] for frame in range(len(poses))]
        self._poses = poses
        self._tempo = style.tempo
        self._compositor = Compositor(
            place_scene(scene, poses),
            poses,
            scene.light,
            picture,
            fps,
            grade_filter(scene.look),
            live_grade_filter(scene.look),
            widest_pose(poses),
            self._tempo,
            stylist_for(scene.look, picture.height_px),
            self._living,
            style.trails,
        )
        self._glow = SunGlow(scene.light, scene.look, picture.height_px)
        self._weather = WeatherInAir(
            scene.light, *picture, scene.seed, live_grade_filter(scene.look)
        )
        self._hours = HoursGoingBy(scene, self.frame_count, picture) if self._living.hours else None
        ground = scene.light.haze if style.hatch is None else style.hatch.paper
        red, green, blue = (int(ground[i : i + 2], 16) for i in (1, 3, 5))
        self._ground = skia.ColorSetRGB(red, green, blue)

    def draw(self, canvas: skia.Canvas, frame: int) -> None:
        """Frame `frame` of the shot, over the whole canvas."""
        frame = min(frame, len(self._poses) - 1)
        canvas.clear(self._ground)
        self._compositor.draw(canvas, frame)
        pose = self._poses[frame]
        self._weather.draw(canvas, pose, frame / self._fps * self._tempo)
        self._glow.draw(canvas, pose, self._picture.width_px)
        if self._hours is not None:
            self._hours.draw(canvas, frame)
        torn = self._torn(frame)
        if torn > _WHIPPED:
            smear(canvas, self._picture, torn)

    def _torn(self, frame: int) -> float:
        """How far the camera turns past the set in this frame, in picture widths."""
        pose, before = self._poses[frame], self._poses[max(0, frame - 1)]
        width, height = self._picture
        return abs(pose.shift_x - before.shift_x) * pose.focal * height / width


def _miniature(pose: CameraPose) -> CameraPose:
    """As through a lens so large that what lies far off and near by melts away.

    Solved from `lens.blur_px` for the blur of what is infinitely far.
    """
    blur = 4 * _MINIATURE_SIGMA * pose.focus_m / (0.04 * pose.focal)
    return replace(pose, blur=max(pose.blur, blur if math.isfinite(blur) else 0.0))
