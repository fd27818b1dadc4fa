"""One shot's frames: its set baked, with weather, glow and finish over it."""

from __future__ import annotations

from dataclasses import replace

import skia

from rushes.engines.animatic.drawing.compositing.compositor import Compositor
from rushes.engines.animatic.drawing.compositing.placing import place_scene, widest_pose
from rushes.engines.animatic.drawing.compositing.projection import Picture
from rushes.engines.animatic.drawing.finishing.glow import SunGlow
from rushes.engines.animatic.drawing.finishing.grade import grade_filter, live_grade_filter
from rushes.engines.animatic.drawing.finishing.weather import WeatherInAir
from rushes.engines.animatic.drawing.places import light_in
from rushes.engines.animatic.scene import Scene
from rushes.engines.animatic.staging.camera.timing import tempo_of
from rushes.film.transitions import OVERLAP_FRAMES


class ShotRenderer:
    """Draws a staged shot. Baking happens when it is made; phases bake when first seen."""

    def __init__(self, scene: Scene, picture: Picture, fps: int) -> None:
        # Under water, in space and on other worlds the light of the hour is another.
        scene = replace(scene, light=light_in(scene.place, scene.light))
        self._picture = picture
        self._fps = fps
        count = max(1, round(scene.duration_seconds * fps)) + OVERLAP_FRAMES
        self._poses = [scene.camera(frame / fps) for frame in range(count)]
        self._tempo = tempo_of(scene.look)
        self._compositor = Compositor(
            place_scene(scene, self._poses),
            self._poses,
            scene.light,
            picture,
            fps,
            grade_filter(scene.look),
            live_grade_filter(scene.look),
            widest_pose(self._poses),
            self._tempo,
        )
        self._glow = SunGlow(scene.light, scene.look, picture.height_px)
        self._weather = WeatherInAir(scene.light, picture.width_px, picture.height_px, scene.seed)
        red, green, blue = (int(scene.light.haze[i : i + 2], 16) for i in (1, 3, 5))
        self._ground = skia.ColorSetRGB(red, green, blue)

    def draw(self, canvas: skia.Canvas, frame: int) -> None:
        """Frame `frame` of the shot, over the whole canvas."""
        frame = min(frame, len(self._poses) - 1)
        canvas.clear(self._ground)
        self._compositor.draw(canvas, frame)
        pose = self._poses[frame]
        self._weather.draw(canvas, pose, frame / self._fps * self._tempo)
        self._glow.draw(canvas, pose, self._picture.width_px)
