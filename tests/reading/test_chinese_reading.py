"""Prompts in Chinese, as film makers write them."""

from __future__ import annotations

import pytest

from reading_prompts import moves, read, role, thing, wears
from rushes.film.shot_list import ShotList

PARIS = (
    "一部电影感十足的短片，讲述一位年轻画家在巴黎的一天。镜头一：大远景，清晨的巴黎街头，薄雾笼罩，"
    "镜头从左向右缓缓摇过，一位穿着米色风衣、戴着红色贝雷帽的黑发女人背着画板走在石板路上。"
    "切至镜头二：中景，咖啡馆里，她坐在窗边，手里拿着一支铅笔，桌上放着一杯咖啡和一个牛角包，"
    "一位穿白衬衫的服务员微笑着走过来。镜头三：特写，她的手在画纸上飞快地画着，镜头缓缓推近。"
    "镜头四：过肩镜头，男人低声问：“我可以坐这里吗？”她抬头微笑着说：“当然可以。”"
    "镜头五：全景，黄昏，两人并肩走在塞纳河边，路灯亮起，三只鸽子飞起，镜头升起并拉远。结尾淡出。"
    "背景是轻柔的手风琴音乐和人群的嘈杂声。35mm胶片质感，暖色调，浅景深。"
)
STORM = (
    "[0-4秒] 航拍，暴风雨中的大海，一艘木船在巨浪中颠簸，闪电划破夜空，雷声轰鸣。"
    "[4-8秒] 中景，甲板上，一位留着白胡子的老船长紧紧握着船舵，雨水打在他的脸上，"
    "他大声喊道：“抓紧绳子！”手持镜头，剧烈晃动。"
    "[8-12秒] 近景，两名水手拉着绳索，表情惊恐。[12-15秒] 大远景，乌云散去，金色的阳光照在海面上，"
    "船缓缓驶向远处的灯塔，海鸥鸣叫，史诗般的交响乐。"
)


@pytest.fixture(scope="module")
def paris() -> ShotList:
    return read(PARIS, 15)


def test_numbered_shots_have_their_sizes_places_and_times(paris: ShotList) -> None:
    assert paris.language == "zh"
    assert [shot.size for shot in paris.shots] == ["EWS", "MS", "CU", "MCU", "WS"]
    assert [shot.place for shot in paris.shots] == ["street", "cafe", "cafe", "cafe", "river"]
    assert [shot.time_of_day for shot in paris.shots] == ["dawn"] * 4 + ["dusk"]
    assert paris.shots[3].framing == ("over-the-shoulder",)


def test_the_camera_moves_as_the_shots_say(paris: ShotList) -> None:
    (pan,) = paris.shots[0].moves
    assert (pan.move, pan.speed, pan.direction) == ("pan", "slow", "right")
    assert moves(paris.shots[2]) == [("dolly-in", "slow")]
    assert moves(paris.shots[4])[0][0] == "crane-out"


def test_what_is_told_before_a_noun_is_worn_by_whom_it_names(paris: ShotList) -> None:
    woman, man = paris.people
    assert woman.words == "一位穿着米色风衣、戴着红色贝雷帽的黑发女人"
    assert (woman.kind, woman.hair and woman.hair.colour) == ("woman", "black")
    assert wears(woman) == {"coat": "beige"}
    assert woman.accessories == ("cap",)
    assert wears(man) == {"shirt": "white"}


def test_speech_is_said_by_the_one_before_it(paris: ShotList) -> None:
    said = [(line.person, line.text) for line in paris.shots[3].speech]
    assert said == [("man-1", "我可以坐这里吗？"), ("woman-1", "当然可以。")]
    assert role(paris.shots[3], "man-1").actions == ("whisper",)


def test_counts_sounds_music_and_looks_of_a_long_prompt(paris: ShotList) -> None:
    birds = next(thing for thing in paris.shots[4].things if thing.actions == ("fly",))
    assert birds.count == 3
    assert [(music.instrument, music.mood) for music in paris.music] == [("accordion", "soft")]
    assert "crowd murmur" in paris.ambience
    assert {"film grain", "warm palette", "shallow depth of field"} <= set(paris.look)


def test_timecodes_cut_a_storm_into_four() -> None:
    film = read(STORM, 15)
    assert [shot.start_seconds for shot in film.shots] == [0.0, 4.0, 8.0, 12.0]
    assert [shot.size for shot in film.shots] == ["EWS", "MS", "MCU", "EWS"]
    captain = film.people[0]
    assert (captain.kind, captain.age, captain.accessories[-1]) == ("man", "old", "beard")
    assert film.shots[1].place == "boat deck"
    assert "handheld" in [move for move, _ in moves(film.shots[1])]
    assert [line.text for line in film.shots[1].speech] == ["抓紧绳子！"]
    assert len(film.shots[2].people) == 2
    assert "lighthouse" in film.shots[3].place_features
    assert film.words.left == ()


@pytest.mark.parametrize(
    ("prompt", "size", "place", "time", "weather"),
    [
        ("中景，女人在海边漫步，夕阳西下。", "MS", "beach", "golden hour", "clear"),
        ("雨夜的东京街头，一个女孩独自走着。", "WS", "street", "night", "rain"),
        ("大远景，沙漠日落，一支驼队缓缓前行。", "EWS", "desert", "golden hour", "clear"),
        ("特写：猫趴在窗台上，窗外下着雪，清晨。", "CU", "room", "dawn", "snow"),
        ("黃昏的森林裡，一匹白馬奔跑，薄霧。", "MS", "forest", "dusk", "fog"),
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
        ("镜头缓缓推进，一座城堡。", "dolly-in", "slow", None),
        ("一座城堡，镜头缓缓拉远。", "dolly-out", "slow", None),
        ("镜头向左摇，城市夜景。", "pan", "normal", "left"),
        ("摄影机环绕着一辆红色的汽车。", "orbit", "slow", None),
        ("手持跟拍，一个男孩奔跑。", "handheld", "normal", None),
        ("升镜头，雪山。", "crane-up", "normal", None),
        ("固定镜头，一张桌子。", "static", "normal", None),
    ],
)
def test_camera_moves_are_read(prompt: str, move: str, speed: str, direction: str | None) -> None:
    found = read(prompt).shots[0].moves[0]
    assert (found.move, found.speed, found.direction) == (move, speed, direction)


def test_measure_words_count_and_colours_stay_with_their_nouns() -> None:
    shot = read("三只小狗在草地上奔跑，追逐一个红色的球，旁边有两把蓝色的椅子。").shots[0]
    assert (thing(shot, "dog").count, thing(shot, "dog").actions) == (3, ("run", "chase"))
    assert (thing(shot, "ball").count, thing(shot, "ball").colour) == (1, "red")
    assert (thing(shot, "chair").count, thing(shot, "chair").colour) == (2, "blue")


def test_two_who_are_told_of_by_their_clothes_kiss() -> None:
    film = read("一个穿蓝色西装的男人和一个穿白色婚纱的女人在教堂里接吻，背景是钟声和掌声。")
    man, woman = film.people
    assert (wears(man), wears(woman)) == ({"suit": "blue"}, {"dress": "white"})
    assert all(person.actions == ("kiss",) for person in film.shots[0].people)
    assert film.shots[0].place == "church"
    assert {"church bells", "applause"} <= {*film.shots[0].sounds, *film.ambience}


def test_an_object_before_its_verb_is_given() -> None:
    film = read("厨房里，妈妈正在做饭，小女孩把苹果递给妈妈。切至：特写，苹果。", 10)
    assert len(film.shots) == 2
    first = film.shots[0]
    assert role(first, "woman-1").actions == ("cook",)
    assert (role(first, "girl-1").actions, role(first, "girl-1").holds) == (("give",), ("apple",))


def test_nobody_and_nothing_that_is_ruled_out_is_there() -> None:
    film = read("空无一人的城市街道，没有车，没有行人，清晨的雾。")
    assert {"people", "car"} <= set(film.excluded)
    assert film.shots[0].people == ()
    assert film.shots[0].place == "street"


def test_a_product_is_shown_as_advertised() -> None:
    film = read("产品广告：一瓶香水放在黑色大理石桌面上，镜头环绕，柔光，高端质感，轻柔的钢琴曲。")
    assert thing(film.shots[0], "perfume").where == "on the table"
    assert film.shots[0].lighting == ("soft light",)
    assert "commercial" in film.look
    assert [(music.instrument, music.mood) for music in film.music] == [("piano", "soft")]


def test_an_unknown_word_that_is_counted_is_a_card_and_a_loose_one_is_left() -> None:
    prompt = "一只麒麟站在草原上，氤氲。"
    film = read(prompt)
    assert thing(film.shots[0], "麒麟").drawn_as == "card"
    (left,) = film.words.left
    assert prompt[left.start : left.end] == left.text == "氤氲"


def test_traditional_letters_read_as_simple_ones() -> None:
    simple = read("一个穿红色长裙的女孩骑着自行车穿过雨中的小巷，特写镜头，电影感。")
    other = read("一個穿紅色長裙的女孩騎著自行車穿過雨中的小巷，特寫鏡頭，電影感。")
    assert [wears(person) for person in simple.people] == [{"dress": "red"}]
    assert [wears(person) for person in other.people] == [{"dress": "red"}]
    for one, two in zip(simple.shots, other.shots, strict=True):
        assert (one.size, one.place, one.weather) == (two.size, two.place, two.weather)
        assert one.people == two.people


@pytest.mark.parametrize(
    ("prompt", "language"),
    [
        ("一只猫", "zh"),
        ("電影感，夜晚的城市", "zh"),
        ("猫が歩く", "ja"),
        ("東京の夜", "ja"),
        ("ロボット", "ja"),
        ("A cat says “你好”", "en"),
        ("한 여자가 걷는다", "und"),
        ("特写，cinematic，35mm，一位女士", "zh"),
    ],
)
def test_chinese_and_japanese_are_told_apart_and_from_others(prompt: str, language: str) -> None:
    assert read(prompt).language == language


def test_english_film_terms_are_read_within_chinese() -> None:
    film = read("close-up，一位老人，bokeh，film grain，dolly in")
    assert film.shots[0].size == "CU"
    assert {"shallow depth of field", "film grain"} <= set(film.look)
    assert film.shots[0].moves[0].move == "dolly-in"
