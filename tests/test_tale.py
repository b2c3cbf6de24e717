"""Tales made up together: a thousand of them, read by a checker that knows nothing of the planner."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from tale_checker import Checker

from text2scene import tale
from text2scene.cli import main
from text2scene.errors import InputError, Text2SceneError
from text2scene.language.understand import understand
from text2scene.packs import drawing_catalog
from text2scene.tale import Tale, grammar
from text2scene.tale.themes import COMPANIONS, MOODS, THEMES

HERE = Path(__file__).resolve().parent
SEEDS = range(1000)


@pytest.fixture(scope="module")
def thousand() -> list[Tale]:
    """A thousand finished tales, all themes among them."""
    return [tale.start(seed=seed).finish() for seed in SEEDS]


def test_all_themes_wishes_moods_and_companions_come_up(thousand) -> None:
    assert {told.setup.theme for told in thousand} == set(THEMES)
    assert {told.setup.mood for told in thousand} == set(MOODS)
    assert {told.setup.companion for told in thousand} >= {*COMPANIONS} - {"friend"}
    pairs = {(told.setup.theme, told.setup.wish) for told in thousand}
    assert pairs == {(theme.name, wish) for theme in THEMES.values() for wish in theme.wishes}


def test_no_tale_contradicts_itself_or_says_a_sentence_twice(thousand) -> None:
    wrong = {told.seed: Checker(told).check() for told in thousand}
    assert {seed: found for seed, found in wrong.items() if found} == {}


def test_the_checker_finds_what_is_wrong() -> None:
    told = next(t for t in (tale.start(seed=s, wish="toy").finish() for s in range(50)) if len(t.pages) > 6)
    pages = list(told.pages)
    # the page on which it all ends well comes twice, the one on which help comes not at all
    broken = [*pages[:4], *pages[5:], pages[-2]]
    object.__setattr__(told, "pages", tuple(broken))
    assert Checker(told).check()


def test_five_to_eight_pages(thousand) -> None:
    counts = {len(told.pages) for told in thousand}
    assert counts <= {5, 6, 7, 8}
    assert {6, 7, 8} <= counts


def test_every_page_is_drawable(thousand) -> None:
    catalog = drawing_catalog()
    for told in thousand[:400]:
        for page in told.pages:
            reading = understand(page.drawing, catalog)
            assert not reading.notes, (told.seed, page.drawing, reading.notes)
            assert set(reading.required) == set(page.pieces), (told.seed, page.drawing)
            assert reading.only, page.drawing
            assert len(page.drawing) < 600


def test_what_the_words_name_is_to_be_seen(thousand) -> None:
    """Every piece that the telling names, outside what somebody says, is in the picture of its page."""
    catalog = drawing_catalog()
    nouns = {piece.name.replace("_", " "): piece.name for piece in catalog.pieces}
    nouns |= {"bluebird": "bird", "campfire": "fire", "woolly hat": "winter_cap", "lemonade": "drink"}
    for told in thousand:
        for page in told.pages:
            words = re.sub(r"“[^”]*”|an? drawing of .*", "", page.text).lower()
            for _, name in told.setup.names:
                words = words.replace(f"{name.lower()} the ", "").replace(name.lower(), "")
            moved = {
                piece for event in page.events if event[0] in ("eat", "vanish", "put") for piece in event
            }
            for noun in sorted(nouns, key=len, reverse=True):
                words, times = re.subn(rf"\b(?:an?|the) (?:(?!hot)\w+ )?{noun}\b", "", words)
                piece = nouns[noun]
                if times and piece not in {*page.pieces, *moved, *_NEVER_LEFT}:
                    raise AssertionError(f"{told.seed} {page.beat}: {noun} is not to be seen: {page.text}")


# What is like a cake, and the rain when it stops.
_NEVER_LEFT = {"cake", "rain"}


def test_three_choices_lead_to_different_tales() -> None:
    for seed in range(150):
        told = tale.start(seed=seed)
        while not told.finished:
            assert len({choice.text for choice in told.choices}) == 3, (seed, told.choices)
            ways = [told.choose(i) for i in range(3)]
            assert len({way.world for way in ways}) == 3, (seed, told.choices)
            assert len({way.pages[-1].text for way in ways}) == 3
            assert all(way.pages[:-1] == told.pages for way in ways)
            told = ways[seed % 3]


@pytest.mark.parametrize("choice", [0, 1, 2])
def test_whatever_is_chosen_the_tale_ends_well(choice) -> None:
    for seed in range(2000, 2120):
        told = tale.start(seed=seed)
        while not told.finished:
            told = told.choose(choice)
        assert 5 <= len(told.pages) <= 8
        assert not Checker(told).check()
        assert told.choices == ()


def test_words_are_those_that_were_read_and_found_fit_for_children(thousand) -> None:
    """Every word that a tale may use is in the list; a new one is to be read by a person first."""
    allowed = set((HERE / "tale_words.txt").read_text(encoding="utf-8").split())
    names = {
        word.lower() for told in thousand for _, name in told.setup.names for word in re.findall(r"\w+", name)
    }
    used = set()
    for told in thousand:
        choices = " ".join(choice.text for choice in tale.start(seed=told.seed).choices)
        assert not set("{}<>[]|*=") & set(told.title + told.text + choices), told.seed
        text = f"{told.title} {told.text} {choices}".lower().replace("'s", "")
        used |= set(re.findall(r"[a-z]+", text))
    assert used - allowed - names == set()
    assert not used & {"kill", "dead", "die", "gun", "blood", "hate", "stupid", "ugly", "beer", "fat", "hell"}


def test_the_same_seed_and_choices_tell_the_same_tale() -> None:
    one, two = tale.start(theme="beach", seed=11).finish(), tale.start(theme="beach", seed=11).finish()
    assert one == two
    assert one.to_json() == two.to_json()
    assert len({tale.start().finish().text for _ in range(8)}) > 6  # without a seed: by chance


def test_a_tale_stays_as_it_was_when_one_goes_on() -> None:
    first = tale.start(theme="park", seed=4)
    second = first.choose(1)
    again = first.choose(2)
    assert len(first.pages) == 1
    assert second.pages[0] == again.pages[0] == first.pages[0]
    assert second.back(1) == first
    assert again.finish().back(2) == again


def test_names_of_ones_own() -> None:
    told = tale.start(hero="boy", names={"hero": "Leo", "companion": "Rex the dog"}, seed=3).finish()
    assert [(c.name, c.piece, c.kind) for c in told.cast] == [("Leo", "mike", "boy"), ("Rex", "dog", "dog")]
    assert "Leo" in told.text
    assert "Rex the dog" in told.pages[0].text
    assert "Mike" not in told.text
    assert all("Leo" not in page.drawing and "Rex" not in page.drawing for page in told.pages)


def test_a_tale_survives_json() -> None:
    told = tale.start(seed=8).go_on().go_on()
    back = Tale.from_json(told.to_json())
    assert back == told
    assert back.choices == told.choices
    assert back.finish() == told.finish()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", "text2scene/1"),
        ("pages", "none"),
        ("path", [7]),
        ("world", [["here", 1]]),
        ("world", []),
        ("setup", None),
        ("title", 3),
        ("pages", []),
    ],
)
def test_a_broken_document_is_refused(field, value) -> None:
    document = json.loads(tale.start(seed=8).to_json())
    document[field] = value
    with pytest.raises(InputError):
        Tale.from_json(json.dumps(document))


@pytest.mark.parametrize(
    "given",
    [
        {"theme": "moon"},
        {"hero": "dog"},
        {"companion": "fish", "theme": "park"},
        {"wish": "noise", "theme": "beach"},
        {"mood": "angry"},
        {"seed": -1},
        {"names": {"hero": "<b>"}},
        {"names": {"villain": "Bob"}},
        {"names": {"hero": "Ada", "companion": "ada"}},
        {"companion": "cat", "names": {"companion": "Rex the dog"}},
    ],
)
def test_a_wrong_start_is_refused_with_a_sentence(given) -> None:
    with pytest.raises(InputError, match=r"\.$"):
        tale.start(**given)


def test_choosing_what_there_is_not_is_refused() -> None:
    told = tale.start(seed=1)
    for wrong in (3, -1, True, "1"):
        with pytest.raises(InputError):
            told.choose(wrong)
    with pytest.raises(InputError):
        told.finish().choose(0)


def test_options_have_labels_for_the_guided_start() -> None:
    for theme in (None, *THEMES):
        offered = tale.options(theme)
        assert set(offered) == {"theme", "hero", "companion", "wish", "mood"}
        assert all(option.label for options in offered.values() for option in options)
        if theme:
            for wish in offered["wish"]:
                assert tale.start(theme=theme, wish=wish.value, seed=1).pages


def test_every_start_that_is_offered_can_be_told() -> None:
    seed = 0
    for theme in THEMES:
        offered = tale.options(theme)
        for wish in offered["wish"]:
            for companion in offered["companion"]:
                seed += 1
                if seed % 3:  # every third, so that all companions and wishes have their turn
                    continue
                told = tale.start(theme=theme, wish=wish.value, companion=companion.value, seed=seed)
                told = told.choose(seed // 3 % 3).finish()
                assert not Checker(told).check(), (theme, wish, companion, seed)


def test_pictures_show_what_the_pages_name() -> None:
    import text2scene

    generator = text2scene.load()
    for seed in range(30):
        for page in tale.start(seed=seed).finish().pages:
            scene = generator.generate(page.drawing)
            assert set(scene.categories) == set(page.pieces), (seed, page.drawing)
            assert not scene.notes
            worn = {event[2] for event in page.events if event[0] == "wear"}
            assert worn <= set(scene.categories)


def test_the_command_tells_and_writes_a_tale(tmp_path, capsys) -> None:
    out = tmp_path / "tale.json"
    assert main(["tale", "--theme", "snow", "--seed", "6", "--hero-name", "Ada", "-o", str(out)]) == 0
    printed = capsys.readouterr().out
    told = Tale.from_json(out.read_text(encoding="utf-8"))
    assert told.finished
    assert printed.startswith(told.title)
    plain = tmp_path / "tale.txt"
    assert main(["tale", "--theme", "snow", "--seed", "6", "--hero-name", "Ada", "-o", str(plain)]) == 0
    assert plain.read_text(encoding="utf-8") == f"{told.title}\n\n{told.text}\n"


@pytest.mark.parametrize(
    "arguments", [["--theme", "moon"], ["-o", "tale.pdf"], ["--ask"], ["--hero-name", "?"], ["--seed", "x"]]
)
def test_a_wrong_call_is_one_line(arguments, capsys) -> None:
    assert main(["tale", *arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith("text2scene: ")
    assert error.count("\n") == 1


def test_the_tales_in_the_docs_are_what_the_commands_tell(capsys) -> None:
    text = (HERE.parent / "docs" / "tales.md").read_text(encoding="utf-8")
    parts = re.findall(r"```sh\ntext2scene (tale .*)\n```\n\n((?:>.*\n)+)", text)
    assert len(parts) == 3
    for command, quoted in parts:
        assert main(shlex.split(command)) == 0
        told = capsys.readouterr().out.split()
        assert quoted.replace(">", " ").replace("**", "").split() == told, command


def test_broken_beats_name_their_line() -> None:
    with pytest.raises(Text2SceneError, match=r"toys\.txt, line 2"):
        list(grammar._sections("toys.txt", "== a (try)\n!!"))


def test_beats_speak_only_of_what_there_is() -> None:
    """Needs, events and roles of all beats are those that the world knows."""
    pieces = {piece.name for piece in drawing_catalog().pieces}
    for beat in grammar.beats():
        assert beat.lines or beat.stage == "closing", beat.name
        assert beat.choice or beat.stage in ("open", "closing"), beat.name
        assert set(beat.moods.split()) <= set(MOODS), beat.name
        for way in (way for line in beat.lines for way in line):
            told = re.sub(r"^\[[^]]*\]", "", way)
            assert not told[0].islower(), (beat.name, way)
            assert told.count("“") == told.count("”"), (beat.name, way)
        tokens = " ".join([*beat.choice, *(way for line in beat.lines for way in line)])
        for token in re.findall(r"\{([^}]+)\}", tokens):
            word = token.split()[-1].removesuffix("'s").strip("=!")
            assert len(word) == 1 or word in pieces | {"campfire"}, (beat.name, token)
