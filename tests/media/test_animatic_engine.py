"""The animatic engine from a model's input to finished files, with real drawing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import skia

from rushes.domain.model import Model, Picture
from rushes.domain.pricing import PriceRule
from rushes.domain.schema_dialect import InputSchema
from rushes.engines.animatic.encoding.images import image_size
from rushes.engines.animatic.encoding.png import encode_png
from rushes.engines.animatic.engine import AnimaticEngine, film_seed, plan_for_input
from rushes.engines.base import EngineJob, EngineResult
from rushes.errors import EngineFailed, InvalidInput
from rushes.film.film_request import FilmRequest
from rushes.film.shot_list import ShotList

SMALL = Picture({"16:9": (320, 180), "9:16": (180, 320), "1:1": (240, 240)})
MODEL = Model(
    "rushes/small",
    {},
    PriceRule(Decimal(0), Decimal(0), "sound"),
    SMALL,
    InputSchema({"type": "object", "properties": {}}),
)
PROMPT = "Wide shot of a beach at sunset. Cut to a close-up of a woman who laughs."


class Listener:
    """A context that writes down what an engine says."""

    def __init__(self, cancel_when: str | None = None) -> None:
        self.heard: list[tuple[float, str]] = []
        self._cancel_when = cancel_when

    def progress(self, fraction: float, phase: str) -> None:
        self.heard.append((fraction, phase))

    def checkpoint(self, document: Any) -> None:
        raise AssertionError("the animatic has nothing to resume")

    def wait_elsewhere(self, queue_position: int | None, phase: str) -> None:
        raise AssertionError("the animatic waits nowhere")

    def is_cancel_wanted(self) -> bool:
        raise AssertionError("the animatic waits nowhere")

    def is_cancelled(self) -> bool:
        return any(phase == self._cancel_when for _, phase in self.heard)


def _job(folder: Path, media: dict[str, Path] | None = None, **values: Any) -> EngineJob:
    folder.mkdir(exist_ok=True)
    given = {"prompt": PROMPT, "duration": 3, "aspect_ratio": "16:9", "sound": True, **values}
    return EngineJob("request-1", 1, MODEL, given, media or {}, folder, None)


def _file(result: EngineResult, kind: str) -> Path:
    return next(file.path for file in result.files if file.kind == kind)


@pytest.fixture(scope="module")
def engine() -> Iterator[AnimaticEngine]:
    engine = AnimaticEngine(2)
    engine.warm_up()
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def first(engine: AnimaticEngine, tmp_path_factory: pytest.TempPathFactory) -> EngineResult:
    return engine.run(_job(tmp_path_factory.mktemp("first")), Listener())


def test_a_prompt_becomes_a_film_with_its_shot_list_and_its_sheets(first: EngineResult) -> None:
    assert [file.kind for file in first.files] == [
        "video",
        "shot_list",
        "contact_sheet",
        "storyboard",
        "thumbnail",
    ]
    assert first.film_seconds == 3
    assert first.cost_usd == 0
    with av.open(str(_file(first, "video"))) as film:
        assert film.streams.video[0].frames == 72
        assert len(film.streams.audio) == 1
        assert "animatic" in film.metadata["comment"]


def test_every_cut_of_the_shot_list_is_a_keyframe_of_the_film(first: EngineResult) -> None:
    shots = ShotList.from_json(_file(first, "shot_list").read_bytes()).shots
    assert len(shots) == 2
    with av.open(str(_file(first, "video"))) as film:
        keyframes = {n for n, frame in enumerate(film.decode(video=0)) if frame.key_frame}
    assert {shot.start_frame for shot in shots} <= keyframes


def test_the_same_input_gives_the_same_bytes_whatever_draws_it(
    first: EngineResult, tmp_path: Path
) -> None:
    alone = AnimaticEngine(1)
    try:
        second = alone.run(_job(tmp_path), Listener())
    finally:
        alone.close()
    for kind in ("video", "shot_list", "contact_sheet", "storyboard", "thumbnail"):
        once, again = (
            hashlib.sha256(_file(result, kind).read_bytes()).hexdigest()
            for result in (first, second)
        )
        assert once == again, kind


def test_without_sound_there_is_no_audio_stream(engine: AnimaticEngine, tmp_path: Path) -> None:
    result = engine.run(_job(tmp_path, sound=False), Listener())
    with av.open(str(_file(result, "video"))) as film:
        assert [stream.type for stream in film.streams] == ["video"]


def test_multi_prompt_cuts_on_the_exact_frame(tmp_path: Path) -> None:
    segments = [{"prompt": "a beach", "duration": 3}, {"prompt": "a forest", "duration": 4}]
    plan = plan_for_input({"prompt": "", "multi_prompt": segments, "duration": 7}, SMALL)
    assert [shot.start_frame for shot in plan.shot_list.shots] == [0, 72]
    assert plan.shot_list.shots[-1].end_frame == 168


def test_a_draft_has_the_ratio_and_the_shots_of_the_film() -> None:
    film = {"prompt": "A dog runs on a beach.", "duration": 5}
    whole, draft = plan_for_input(film, SMALL), plan_for_input(film, SMALL, longest_px=160)
    assert max(draft.width_px, draft.height_px) == 160
    assert draft.width_px / draft.height_px == pytest.approx(
        whole.width_px / whole.height_px, rel=0.03
    )
    assert draft.shot_list.shots == whole.shot_list.shots


def test_a_start_image_gives_the_film_its_ratio(engine: AnimaticEngine, tmp_path: Path) -> None:
    image = tmp_path / "start.png"
    image.write_bytes(encode_png(np.full((300, 600, 3), 120, np.uint8)))
    job = _job(
        tmp_path / "work", {"start_image_url": image}, start_image_url="https://example.com/a.png"
    )
    with av.open(str(_file(engine.run(job, Listener()), "video"))) as film:
        stream = film.streams.video[0]
        assert stream.width / stream.height == pytest.approx(2, rel=0.02)
        frame = next(film.decode(stream)).to_ndarray(format="rgb24")
    assert np.abs(frame[: stream.height // 2].astype(int) - 120).max() < 8


@pytest.mark.parametrize("content", [b"", b"no image at all", b"\x89PNG\r\n\x1a\n" + bytes(100)])
def test_an_image_that_can_t_be_decoded_is_the_sender_s_fault(
    content: bytes, engine: AnimaticEngine, tmp_path: Path
) -> None:
    image = tmp_path / "start.png"
    image.write_bytes(content)
    with pytest.raises(InvalidInput) as caught:
        engine.run(_job(tmp_path / "work", {"start_image_url": image}), Listener())
    assert caught.value.faults[0]["loc"] == ["body", "start_image_url"]


@pytest.mark.parametrize("kind", [skia.kPNG, skia.kJPEG, skia.kWEBP])
def test_an_image_cut_off_half_way_is_refused(kind: Any, tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (300, 310, 4), np.uint8)
    noise[..., 3] = 255
    whole = bytes(skia.Image.fromarray(noise).encodeToData(kind, 80))
    image = tmp_path / "end"
    image.write_bytes(whole)
    assert image_size(image, "end_image_url") == (310, 300)
    image.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InvalidInput, match="cut off") as caught:
        image_size(image, "end_image_url")
    assert caught.value.faults[0]["loc"] == ["body", "end_image_url"]


def test_progress_never_falls_and_ends_at_one(engine: AnimaticEngine, tmp_path: Path) -> None:
    listener = Listener()
    engine.run(_job(tmp_path), listener)
    fractions = [fraction for fraction, _ in listener.heard]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
    phases = list(dict.fromkeys(phase for _, phase in listener.heard))
    assert [phase for phase in phases if phase != "sound"] == [
        "reading",
        "staging",
        "drawing",
        "writing",
    ]


def test_a_cancelled_job_leaves_no_film(engine: AnimaticEngine, tmp_path: Path) -> None:
    with pytest.raises(EngineFailed, match="cancelled"):
        engine.run(_job(tmp_path), Listener(cancel_when="drawing"))
    assert list(tmp_path.iterdir()) == []


def test_stages_are_timed(engine: AnimaticEngine, first: EngineResult) -> None:
    spent = engine.stage_seconds
    assert {"read", "stage", "bake", "draw", "convert", "encode", "mux", "total"} <= set(spent)
    assert all(seconds >= 0 for seconds in spent.values())


def test_the_words_alone_decide_the_seed() -> None:
    film = FilmRequest("A beach.", duration_seconds=5, aspect_ratio="16:9", has_sound=True)
    same_words = FilmRequest("A beach.", duration_seconds=9, aspect_ratio="9:16", has_sound=False)
    assert film_seed(film) == film_seed(same_words)
    assert film_seed(film) != film_seed(FilmRequest("A beach!"))


def test_the_contact_sheet_is_not_blank(first: EngineResult) -> None:
    sheet = skia.Image.open(str(_file(first, "contact_sheet"))).toarray()
    assert sheet[..., :3].std() > 15
