"""Write the toy data: a few dozen made-up scenes in the layout of the public data sets.

    python data/toy/make_toy.py [FOLDER]

Ten situations, one a class, five scenes each. The sentences and places are invented here;
nothing comes from Abstract Scenes or CoDraw, whose file formats are used so that the loaders,
the trainer and the tests run without a download. The same files come out every time.
"""

from __future__ import annotations

import json
import random
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from text2scene.catalog import CANVAS_WIDTH, default_catalog
from text2scene.files import write_text
from text2scene.formats import AbstractScene, scene_to_codraw, write_abstract_scenes
from text2scene.scene import Scene, SceneObject

SCENES_A_CLASS = 5
CHILDREN = ("mike", "jenny")
SKIES = {"sun": ("The sun is out .", (70, 60)), "cloud": ("A cloud floats by .", (400, 70))}
TREES = {
    "oak_tree": ("An oak tree stands behind {b} .", (430, 130), 1),
    "pine_tree": ("There is a pine tree far away .", (60, 70), 2),
    "apple_tree": ("The apple tree gives some shade .", (420, 140), 1),
}


@dataclass(frozen=True)
class Situation:
    """What a class shows. "a" and "b" are the two children, in either cast.

    a, b: x, y, flip, pose, expression. pieces: category, x, y, depth, flip. worn: category
    -> who wears it. first, second: the sentences of the two caption groups, before one about
    the sky or the tree is added.
    """

    a: tuple[int, int, bool, str, str]
    b: tuple[int, int, bool, str, str]
    pieces: tuple[tuple[str, int, int, int, bool], ...]
    worn: dict[str, str]
    first: tuple[str, ...]
    second: tuple[str, ...]


SITUATIONS = {
    0: Situation(
        (140, 275, False, "kick", "smile"),
        (390, 275, True, "arms_up", "surprised"),
        (("soccer_ball", 255, 330, 0, False),),
        {"blue_cap": "a"},
        (
            "{a} kicks the soccer ball over to {b} .",
            "{a} has a baseball cap on .",
        ),
        ("{b} did not expect the soccer ball .", "{b} throws both arms up ."),
    ),
    1: Situation(
        (120, 305, False, "sit", "laugh"),
        (395, 305, True, "sit_cross_legged", "smile"),
        (("fire", 258, 315, 0, False), ("tent", 330, 205, 2, False), ("hot_dog", 205, 275, 0, False)),
        {},
        ("{a} and {b} sit at the campfire .", "{a} roasts a hot dog ."),
        ("The tent stands behind the fire .", "{b} sits cross legged and smiles ."),
    ),
    2: Situation(
        (110, 270, True, "run", "surprised"),
        (400, 270, True, "wave", "angry"),
        (("snake", 255, 340, 0, True), ("owl", 250, 60, 1, False)),
        {},
        ("{a} runs away from the snake .", "{b} is mad at the snake ."),
        ("A snake creeps up on {a} .", "An owl looks down at them ."),
    ),
    3: Situation(
        (90, 290, False, "sit", "smile"),
        (420, 270, True, "reach", "smile"),
        (("table", 255, 300, 0, False), ("pizza", 220, 240, 0, False), ("drink", 300, 240, 0, False)),
        {},
        ("The pizza lies on the table .", "{b} reaches for the drink ."),
        ("{a} and {b} have a picnic .", "{a} sits down to eat pizza ."),
    ),
    4: Situation(
        (150, 275, False, "wave", "laugh"),
        (350, 275, True, "arms_up", "smile"),
        (("balloons", 250, 190, 0, False),),
        {"wizard_hat": "a", "crown": "b"},
        ("{a} dressed up with a wizard hat .", "{b} wears a crown ."),
        ("{a} and {b} play king and wizard .", "The balloons are for the party ."),
    ),
    5: Situation(
        (180, 290, False, "sit", "smile"),
        (380, 265, True, "reach", "sad"),
        (("sandbox", 240, 345, 0, False), ("bucket", 290, 330, 0, False), ("cat", 70, 330, 0, False)),
        {},
        ("{a} sits in the sandbox .", "{b} wants the bucket too .", "A cat watches ."),
        ("{b} is sad about the bucket .", "The cat sits near {a} ."),
    ),
    7: Situation(
        (110, 275, False, "reach", "laugh"),
        (410, 270, True, "run", "laugh"),
        (("frisbee", 230, 200, 0, False), ("dog", 270, 320, 0, True)),
        {"sunglasses": "b"},
        ("{a} throws the frisbee .", "The dog runs after the frisbee ."),
        ("{b} wears sunglasses .", "{a} and {b} laugh at the dog ."),
    ),
    800: Situation(
        (120, 275, False, "arms_up", "sad"),
        (380, 275, False, "run", "surprised"),
        (("rain", 130, 80, 0, False), ("lightning", 330, 80, 1, False)),
        {},
        ("{a} is sad about the rain .", "{b} runs from the lightning ."),
        ("It rains on {a} .", "There is lightning above {b} ."),
    ),
    900: Situation(
        (320, 260, True, "sit", "laugh"),
        (90, 275, False, "wave", "smile"),
        (("slide", 370, 230, 0, True), ("duck", 200, 345, 0, False)),
        {},
        ("{a} comes down the slide .", "{b} waves at {a} ."),
        ("A duck walks past the slide .", "{b} stands by and smiles ."),
    ),
    901: Situation(
        (140, 280, False, "reach", "smile"),
        (390, 275, True, "kick", "angry"),
        (("kite", 300, 130, 1, True), ("beach_ball", 290, 340, 0, False)),
        {"pirate_hat": "b"},
        ("{a} flies a kite .", "{b} the pirate kicks the beach ball ."),
        ("{b} is angry and wears a pirate hat .", "{a} only looks at the kite ."),
    ),
}


def make_scene(situation: Situation, cast: tuple[str, str], rng: random.Random) -> Scene:
    """The situation with its children cast, every piece moved a little, worn things on the heads."""
    catalog = default_catalog()
    sky, tree = rng.choice(sorted(SKIES)), rng.choice(sorted(TREES))
    tree_x, tree_y = TREES[tree][1]
    items = [
        SceneObject(sky, sky, *SKIES[sky][1], depth=rng.choice((0, 1))),
        SceneObject(tree, tree, tree_x, tree_y, depth=TREES[tree][2]),
    ]
    for name, (x, y, flip, pose, expression) in zip(cast, (situation.a, situation.b), strict=True):
        items.append(SceneObject(name, name, x, y, 0, flip, pose, expression))
    items += [SceneObject(name, name, x, y, depth, flip) for name, x, y, depth, flip in situation.pieces]
    if any(item.category in ("rain", "lightning") for item in items):
        items = items[1:]  # no sun or second cloud beside a storm
    moved = [replace(i, x=i.x + rng.randint(-15, 15), y=i.y + rng.randint(-6, 6)) for i in items]
    if rng.random() < 0.5:
        moved = [replace(item, x=CANVAS_WIDTH - item.x, flip=not item.flip) for item in moved]
    for name, who in situation.worn.items():
        child = next(item for item in moved if item.category == cast["ab".index(who)])
        spec = catalog[child.category].poses[child.pose or ""]
        dx, dy = spec.eyes if name in ("glasses", "sunglasses") else spec.hat
        moved.append(
            SceneObject(name, name, child.x + (-dx if child.flip else dx), child.y + dy, 0, child.flip)
        )
    moved.sort(key=lambda item: catalog[item.category].id)
    return Scene(tuple(moved))


def make_groups(situation: Situation, cast: tuple[str, str], scene: Scene) -> list[list[str]]:
    """Two groups of two or three sentences; the sky and the tree are told in turns."""
    extra = [SKIES[name][0] for name in scene.categories if name in SKIES]
    extra += [TREES[name][0] for name in scene.categories if name in TREES]
    names = {"a": cast[0].title(), "b": cast[1].title()}
    groups = ((*situation.first, extra[0]), (*situation.second, extra[-1]))
    return [[sentence.format(**names) for sentence in group] for group in groups]


def describe(item: SceneObject) -> str:
    """What a Teller says of a piece: its size, place, and how a child looks."""
    across = "left" if item.x < 170 else "right" if item.x > 330 else "middle"
    down = "top" if item.y < 130 else "bottom" if item.y > 270 else "center"
    size = ("large", "medium", "small")[item.depth]
    facing = "left" if item.flip else "right"
    looks = f", {item.pose}, {item.expression}".replace("_", " ") if item.pose else ""
    label = default_catalog()[item.category].label.lower()
    return f"{size} {label}{looks} at the {down} {across}, facing {facing}"


def make_dialogue(number: int, scene: Scene) -> dict[str, object]:
    """Two pieces a round; the first piece is put too far right and mended in the last round."""
    off = replace(scene.objects[0], x=scene.objects[0].x + 30)
    steps = [("", Scene())]
    for start in range(0, len(scene), 2):
        message = " and ".join(describe(item) for item in scene.objects[start : start + 2])
        steps.append((message, Scene((off, *scene.objects[1 : start + 2]))))
    label = default_catalog()[off.category].label.lower()
    steps.append((f"move the {label} a bit to the left", scene))
    rounds, before = [], ""
    for turn, (message, after) in enumerate(steps):
        drawn = scene_to_codraw(after) if len(after) else ""
        reply = "ok" if message else "ready"
        rounds.append(
            {"seq_t": turn, "seq_d": turn, "msg_t": message, "msg_d": reply, "abs_b": before, "abs_d": drawn}
        )
        before = drawn
    return {"image_id": number, "abs_t": scene_to_codraw(scene), "dialog": rounds}


def main(folder: Path) -> None:
    """Write all four files below ``folder``."""
    scenes: list[AbstractScene] = []
    sentences: tuple[list[str], list[str]] = ([], [])
    dialogues: dict[str, object] = {}
    for class_id, situation in SITUATIONS.items():
        for place in range(SCENES_A_CLASS):
            number = 10 * class_id + place
            cast = CHILDREN if place % 2 == 0 else CHILDREN[::-1]
            scene = make_scene(situation, cast, random.Random(number))
            scenes.append(AbstractScene(number, class_id, scene))
            for lines, group in zip(sentences, make_groups(situation, cast, scene), strict=True):
                lines += [f"{number}\t{order}\t{sentence}" for order, sentence in enumerate(group)]
            dialogues[f"toy_{number:05}"] = make_dialogue(number, scene)
    # Scenes come first in their class here, so the lines "class<TAB>0" of absent ones can go.
    lines = write_abstract_scenes(scenes).splitlines()[1:]
    kept = [line for line in lines if not (line.endswith("\t0") and line.count("\t") == 1)]
    abstract = folder / "AbstractScenes_v1.1"
    write_text(abstract / "Scenes_10020.txt", "\n".join([str(len(scenes)), *kept]) + "\n")
    for index, lines in enumerate(sentences, start=1):
        write_text(
            abstract / "SimpleSentences" / f"SimpleSentences{index}_10020.txt", "\n".join(lines) + "\n"
        )
    document = {"count": len(dialogues), "data": dialogues}
    write_text(folder / "CoDraw" / "CoDraw_1_0.json", json.dumps(document, indent=0) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
