"""Prompts in Japanese, as film makers write them."""

from __future__ import annotations

import pytest

from reading_prompts import moves, read, role, thing, thing_names, wears
from rushes.film.reading.words.lexicon import load_lexicon
from rushes.film.shot_list import ShotList

HARBOUR = (
    "シネマティックな短編映画。カット1：ロングショット。早朝の漁港、霧が立ち込める中、紺色のジャケットを着た"
    "白髪の老漁師が桟橋を歩いている。カモメの鳴き声と波の音。カット2：クローズアップ。老漁師の手が古いロープを"
    "ほどく。カメラがゆっくりと寄る。カット3：ミディアムショット、船の上。赤いセーターを着た少女が"
    "「おじいちゃん、早く！」と叫び、手を振る。老漁師は微笑んで頷く。カット4：ドローンによる空撮。"
    "小さな白い漁船が穏やかな海を進み、二羽のカモメがその上を飛ぶ。夕日が水平線に沈む。"
    "静かなアコースティックギターの旋律。フィルムグレイン、浅い被写界深度、暖色系の色調。"
)
SHIBUYA = (
    "[0-3秒] 夜の渋谷スクランブル交差点、大勢の人々が傘をさして行き交う。俯瞰。"
    "[3-6秒] 黒いレザージャケットを着た短い金髪の女性が立ち止まり、スマートフォンを見つめる。"
    "バストショット、右へパン。[6-10秒] 超クローズアップ、"
    "彼女の瞳にネオンが映る。「もう遅い」と彼女はつぶやく。ピアノの音と雨音。"
    "サイバーパンク、青い色調、アナモルフィックレンズ。"
)


@pytest.fixture(scope="module")
def harbour() -> ShotList:
    return read(HARBOUR, 15)


def test_numbered_cuts_have_their_sizes_places_and_times(harbour: ShotList) -> None:
    assert harbour.language == "ja"
    assert [shot.size for shot in harbour.shots] == ["WS", "CU", "MS", "EWS"]
    assert [shot.place for shot in harbour.shots] == ["harbor", "harbor", "boat deck", "sea"]
    assert [shot.time_of_day for shot in harbour.shots] == ["dawn"] * 3 + ["golden hour"]
    assert harbour.shots[0].weather == "fog"
    assert moves(harbour.shots[1]) == [("dolly-in", "slow")]
    assert moves(harbour.shots[3])[0][0] == "aerial"


def test_what_is_told_before_a_noun_is_worn_by_whom_it_names(harbour: ShotList) -> None:
    man, girl = harbour.people
    assert man.words == "紺色のジャケットを着た白髪の老漁師"
    assert (man.kind, man.age, man.hair and man.hair.colour) == ("man", "old", "grey")
    assert wears(man) == {"jacket": "navy"}
    assert (girl.kind, wears(girl)) == ("girl", {"sweater": "red"})


def test_verbs_at_the_end_are_done_by_the_subject_before(harbour: ShotList) -> None:
    assert role(harbour.shots[0], "man-1").actions == ("walk",)
    hands = role(harbour.shots[1], "man-1")
    assert (hands.body_part, hands.holds) == ("hands", ("rope",))
    deck = harbour.shots[2]
    assert role(deck, "girl-1").actions == ("shout", "wave")
    assert role(deck, "man-1").actions == ("smile", "nod")
    assert [(line.person, line.text) for line in deck.speech] == [
        ("girl-1", "おじいちゃん、早く！")
    ]


def test_counts_sounds_music_and_looks_of_a_long_prompt(harbour: ShotList) -> None:
    gulls = next(thing for thing in harbour.shots[3].things if thing.actions == ("fly",))
    assert gulls.count == 2
    assert thing(harbour.shots[3], "boat").colour == "white"
    assert {"seagulls-cry", "waves"} <= set(harbour.shots[0].sounds)
    assert [(music.instrument, music.mood) for music in harbour.music] == [("guitar", "soft")]
    assert {"film grain", "shallow depth of field", "warm palette"} <= set(harbour.look)


def test_timecodes_cut_and_a_bare_last_sentence_belongs_to_its_shot() -> None:
    film = read(SHIBUYA, 10)
    assert [shot.start_seconds for shot in film.shots] == [0.0, 3.0, 6.0]
    assert [shot.place for shot in film.shots] == ["crosswalk"] * 3
    assert film.shots[0].framing[0] == "top-down"
    (pan,) = film.shots[1].moves
    assert (film.shots[1].size, pan.move, pan.direction) == ("MCU", "pan", "right")
    (woman,) = film.people
    assert woman.hair is not None
    assert (woman.hair.colour, woman.hair.style) == ("blonde", "short")
    assert [(line.person, line.text) for line in film.shots[2].speech] == [("woman-1", "もう遅い")]
    assert {"cyberpunk", "anamorphic", "cool palette"} <= set(film.look)


@pytest.mark.parametrize(
    ("prompt", "size", "place", "time", "weather"),
    [
        ("ミディアムショット。女性が夕暮れの海辺を歩いている。", "MS", "beach", "dusk", "clear"),
        ("雨の夜、東京の路地裏を少年が走る。", "WS", "alley", "night", "rain"),
        ("空撮、砂漠の夕日。ラクダがゆっくり進む。", "EWS", "desert", "golden hour", "clear"),
        ("窓辺で眠る猫のクローズアップ。朝、外は雪。", "CU", "room", "day", "snow"),
        ("ロングショット、霧に包まれた夜明けの竹林。", "WS", "forest", "dawn", "fog"),
    ],
)
def test_size_place_time_and_weather_are_read(
    prompt: str, size: str, place: str, time: str, weather: str
) -> None:
    shot = read(prompt).shots[0]
    assert (shot.size, shot.place, shot.time_of_day, shot.weather) == (size, place, time, weather)


@pytest.mark.parametrize(
    ("prompt", "move", "speed", "direction"),
    [
        ("カメラがゆっくりと女性に近づく。", "dolly-in", "slow", None),
        ("カメラが城から素早く引いていく。", "dolly-out", "fast", None),
        ("カメラが左にパンする。夜の街。", "pan", "normal", "left"),
        ("ゆっくりと回り込むカメラ、赤い車。", "orbit", "slow", None),
        ("手持ちカメラ、走る少年。", "handheld", "normal", None),
        ("クレーンアップ、雪山。", "crane-up", "normal", None),
        ("固定カメラ、木のテーブル。", "static", "normal", None),
        ("ズームイン、少女の顔。", "zoom-in", "normal", None),
    ],
)
def test_camera_moves_are_read(prompt: str, move: str, speed: str, direction: str | None) -> None:
    found = read(prompt).shots[0].moves[0]
    assert (found.move, found.speed, found.direction) == (move, speed, direction)


def test_counters_count_before_and_after_the_noun() -> None:
    before = read("三匹の子犬が草原を走り回り、赤いボールを追いかける。").shots[0]
    assert (thing(before, "dog").count, thing(before, "dog").actions) == (3, ("run", "chase"))
    assert thing(before, "ball").colour == "red"
    after = read("青い椅子が二脚、部屋にある。").shots[0]
    assert (thing(after, "chair").count, thing(after, "chair").colour) == (2, "blue")


def test_speech_is_said_by_the_one_named_around_it() -> None:
    film = read(
        "彼女は「愛してる」と囁き、彼は微笑んで彼女の手を取る。ツーショット、キャンドルライト。"
    )
    (shot,) = film.shots
    assert shot.framing == ("two-shot",)
    assert [(line.person, line.text) for line in shot.speech] == [("woman-1", "愛してる")]
    assert "whisper" in role(shot, "woman-1").actions
    assert "say" not in role(shot, "woman-1").actions
    assert role(shot, "man-1").actions[0] == "smile"
    assert shot.lighting == ("candlelight",)


def test_two_who_are_told_of_by_their_clothes_kiss() -> None:
    film = read(
        "紺色のスーツを着た男性と白いウェディングドレスを着た女性が教会でキスをする。鐘の音と拍手が響く。"
    )
    man, woman = film.people
    assert (wears(man), wears(woman)) == ({"suit": "navy"}, {"dress": "white"})
    assert all(person.actions == ("kiss",) for person in film.shots[0].people)
    assert film.shots[0].place == "church"
    assert {"church bells", "applause"} <= {*film.shots[0].sounds, *film.ambience}


def test_objects_before_their_verbs_are_held_and_given() -> None:
    film = read(
        "キッチンで母親が料理をしている。少女がりんごを母親に渡す。カットして、りんごのアップ。", 10
    )
    assert [shot.size for shot in film.shots] == ["MS", "CU"]
    first = film.shots[0]
    assert role(first, "woman-1").actions == ("cook",)
    assert (role(first, "girl-1").actions, role(first, "girl-1").holds) == (("give",), ("apple",))
    assert "apple" in thing_names(film.shots[1])


def test_nobody_and_nothing_that_is_ruled_out_is_there() -> None:
    film = read("誰もいない朝の商店街、車なし、静寂。")
    assert {"people", "car"} <= set(film.excluded)
    assert film.shots[0].people == ()
    assert film.shots[0].place == "street"


def test_a_negative_prompt_in_japanese_takes_things_out() -> None:
    film = read("公園のベンチに犬と猫がいる。", negative_prompt="猫、字幕、音楽")
    assert "cat" in film.excluded
    assert "cat" not in thing_names(film.shots[0])
    assert "dog" in thing_names(film.shots[0])


def test_whom_a_clause_tells_of_does_not_change_who_acts() -> None:
    shot = read("女性は、白い花束を持つ少年を見つめ、微笑む。").shots[0]
    assert role(shot, "boy-1").actions == ("hold",)
    assert role(shot, "woman-1").actions == ("look", "smile")


def test_a_product_is_shown_as_advertised() -> None:
    film = read(
        "商品広告：黒い大理石の上に置かれた香水のボトル。バラの花びらがゆっくりと舞い落ちる。"
        "カメラが回り込む。静かなピアノの旋律。"
    )
    assert thing(film.shots[0], "perfume").colour is None
    assert moves(film.shots[0]) == [("orbit", "slow")]
    assert [(music.instrument, music.mood) for music in film.music] == [("piano", "soft")]


def test_words_within_unknown_katakana_are_not_read() -> None:
    prompt = "少女がパンプキニアを見る。"
    film = read(prompt)
    assert "bread" not in {name for shot in film.shots for name in thing_names(shot)}
    spans = [*film.words.left, *film.words.guessed]
    assert [span.text for span in spans] == ["パンプキニア"]
    assert prompt[spans[0].start : spans[0].end] == "パンプキニア"


YARDSTICK = {
    "things": (
        "airplane, apple, banana, baseball bat, baseball glove, bear, bed, bench, "
        "bicycle, bird, boat, book, bottle, bowl, broccoli, bus, cake, car, carrot, cat, "
        "cell phone, chair, clock, couch, cow, cup, dining table, dog, donut, elephant, "
        "fire hydrant, fork, frisbee, giraffe, horse, hot dog, keyboard, kite, knife, laptop, "
        "microwave, motorcycle, orange, oven, parking meter, pizza, potted plant, refrigerator, "
        "remote, sandwich, scissors, sheep, sink, skateboard, skis, snowboard, spoon, "
        "ball, stop sign, suitcase, surfboard, teddy bear, tennis racket, toaster, toilet, "
        "toothbrush, traffic light, train, truck, tv, umbrella, vase, wine glass, zebra"
    ),
    "places": (
        "alley, amusement park, aquarium, art gallery, ballroom, bar, barn, baseball stadium, "
        "basement, bathroom, beach, bedroom, botanical garden, bridge, cafeteria, campsite, "
        "campus, castle, cemetery, classroom, cliff, construction site, corridor, courtyard, "
        "crosswalk, desert, downtown, driveway, farm, food court, football field, forest road, "
        "gas station, glacier, golf course, harbor, highway, hospital, iceberg, industrial area, "
        "junkyard, kitchen, laboratory, lighthouse, mansion, marsh, mountain, music studio, "
        "nursery, ocean, office, palace, parking lot, pharmacy, raceway, restaurant, river, "
        "science museum, ski slope, skyscraper, staircase, street, supermarket, tower, "
        "coral reef, valley, volcano, waterfall, windmill"
    ),
    "actions": (
        "archery, brushing teeth, bungee-jump, clapping, crying, digging, dunk, "
        "finger snapping, flying kite, folding clothes, hugging, ice-skate, ironing, jogging, "
        "kissing, knitting, laughing, marching, milk-cow, playing chess, push up, "
        "read, rock climbing, roller-skate, sailing, shaking hands, skateboarding, "
        "skydiving, smoking, sword fighting, tai chi, washing dishes, wash-hands, wrestling, "
        "writing"
    ),
    "colours": "black, blue, green, orange, pink, purple, red, white, yellow",
    "looks": (
        "black and white, oil painting, watercolour, pixel art, animated, cyberpunk, surrealism, "
        "van gogh, slow motion, time lapse"
    ),
}


@pytest.mark.parametrize("code", ["zh", "ja"])
@pytest.mark.parametrize("category", list(YARDSTICK))
def test_what_the_public_yardstick_lists_has_words(code: str, category: str) -> None:
    english, names = load_lexicon("en"), load_lexicon(code).names(category)
    for phrase in YARDSTICK[category].split(", "):
        words = english.split(phrase)
        count, meanings = english.find(words, 0)
        meant = {meaning.name for meaning in meanings if meaning.category == category}
        meant = meant if count == len(words) and meant else {phrase}
        assert meant & names, phrase


@pytest.mark.parametrize(
    "prompt",
    [
        "テーブルの左側に赤いりんご、右側に青いカップ。",
        "桌子左边有一个红色的苹果，右边有一个蓝色的杯子。",
    ],
)
def test_a_side_is_that_of_the_thing_told_after_it(prompt: str) -> None:
    shot = read(prompt).shots[0]
    apple, cup = thing(shot, "apple"), thing(shot, "cup")
    assert (apple.colour, apple.where) == ("red", "left")
    assert (cup.colour, cup.where) == ("blue", "right")


def test_those_whose_laughter_is_heard_are_not_seen() -> None:
    shot = read("少女がブランコに乗る。子供たちの笑い声が聞こえる。").shots[0]
    assert [person.id for person in shot.people] == ["girl-1"]


def test_a_sentence_that_ends_with_a_size_is_a_shot_of_its_own() -> None:
    film = read("寿司職人が寿司を握っている。手元のクローズアップ。", 8)
    assert [shot.size for shot in film.shots] == ["MS", "CU"]
    assert film.shots[1].people[0].body_part == "hands"
