"""What the server of the studio believes, what it refuses, and that it draws as the page does."""

from __future__ import annotations

import gzip
import json
import random
import urllib.error
import urllib.request

import pytest
from pages import piece

from text2scene.packs import drawing_catalog
from text2scene.render import RecordingCanvas, default_library, draw_scene, ground_shadows
from text2scene.render.hands import HANDS
from text2scene.scene import EXPRESSIONS, POSES, Scene, SceneObject, draw_order
from text2scene.steps import HELD_WITHIN, slot_anchor
from text2scene.ui.answers import Answers, with_locked
from text2scene.ui.describe import describe
from text2scene.ui.linked import linked_words


def post(address: str, path: str, body: bytes, kind: str = "application/json") -> tuple[int, dict]:
    asked = urllib.request.Request(f"{address}{path}", body, {"Content-Type": kind})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def status(address: str, path: str) -> int:
    try:
        with urllib.request.urlopen(address + path, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def scene_with(**fields: object) -> dict:
    return {**Scene().to_dict(), "objects": [{**piece("dog", 1, 1), **fields}]}


# -- refusing ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "asked", "said"),
    [
        ("edit", {"scene": scene_with(x=1e15), "text": "Add a cat."}, "objects[0].x must be from"),
        ("edit", {"scene": scene_with(category="nothing"), "text": "Add a cat."}, "no piece named 'nothing'"),
        ("edit", {"scene": scene_with(id="<script>"), "text": "Add a cat."}, "id must be a short name"),
        ("edit", {"scene": scene_with(style={"main": "url(x)"}), "text": "Add a cat."}, "style.main must be"),
        ("edit", {"scene": scene_with(), "text": "Add a cat.", "locked": ["cat"]}, "no object 'cat'"),
        ("edit", {"scene": {**Scene().to_dict(), "background": "../x"}, "text": "x"}, "background must be"),
        ("edit", {"scene": {**Scene().to_dict(), "background": "mars"}, "text": "x"}, "no background 'mars'"),
        ("edit", {"scene": {**Scene().to_dict(), "text": "x" * 5000}, "text": "x"}, "text must be at most"),
        ("edit", {"text": "Add a cat."}, "must be a JSON object"),
        ("generate", {"text": 3}, "text must be a text"),
        ("generate", {"text": "x" * 5000}, "at most 4,000"),
        ("generate", {"text": "A dog.", "seed": 1.5}, "whole number"),
        ("generate", {"text": "A dog.", "seed": 1, "temperature": 9}, "temperature must be from 0 to 2"),
        ("generate", {"text": "A dog.", "background": 3}, "background must be the name"),
        ("generate", {"text": "A dog.", "background": "mars"}, "no background 'mars'"),
        ("alternatives", {"text": "A dog.", "n": 500}, "1 to 8 alternatives"),
        ("render", {"scene": scene_with(), "scale": 100}, "scale must be a number from 0.25 to 4"),
        ("render", {"scene": scene_with(), "format": "exe"}, "format must be one of"),
        ("render", {"scene": {**Scene().to_dict(), "width": 4000, "height": 4000}, "scale": 4}, "too large"),
        ("open", {"scene": 3}, "holds no scene"),
        ("play", {"text": ""}, "empty"),
    ],
)
def test_a_crafted_question_is_refused_with_one_sentence(app, path, asked, said):
    code, answer = post(app, f"/studio/{path}", json.dumps(asked).encode())
    assert code == 400
    assert said in answer["error"]
    assert "\n" not in answer["error"]


def test_numbers_that_are_none_and_bodies_that_are_no_question_are_refused(app):
    nan = json.dumps({"scene": scene_with(x=float("nan")), "text": "x"}).encode()
    assert post(app, "/studio/edit", nan) == (400, {"error": "A number must be finite, not NaN."})
    assert post(app, "/studio/edit", b"[" * 100_000)[0] == 400
    assert post(app, "/studio/edit", b"\xff\xfe")[0] == 400
    assert post(app, "/studio/edit", b"[]")[0] == 400
    assert post(app, "/studio/generate", b'{"text": "A dog."}', "text/plain")[0] == 400


def test_a_hundred_thousand_objects_are_refused(app):
    many = {**Scene().to_dict(), "objects": [piece("dog", 1, 1)] * 100_000}
    code, answer = post(app, "/studio/edit", json.dumps({"scene": many, "text": "x"}).encode())
    assert (code, answer["error"]) == (413, "This is larger than 2 MB; send a smaller scene.")
    short = {**Scene().to_dict(), "objects": [0] * 100_000}
    code, answer = post(app, "/studio/edit", json.dumps({"scene": short, "text": "x"}).encode())
    assert (code, answer["error"]) == (400, "objects must be at most 1000, not 100,000.")


@pytest.mark.parametrize(
    "path",
    [
        "/studio/x/..%2fapp.py",
        "/studio/x/%2e%2e/%2e%2e/app.py",
        "/studio/x/page.css",
        "/studio/x/piece/..%2f..%2fdog",
        "/studio/x/piece/dog",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=pyproject.toml",
        "/file=/etc/passwd",
    ],
)
def test_no_file_of_the_server_can_be_read(app, path):
    assert status(app, path) in (403, 404, 405)


def test_a_load_balancer_can_ask_whether_it_is_well(app):
    with urllib.request.urlopen(f"{app}/health", timeout=60) as answer:
        assert json.load(answer) == {"status": "ok", "waiting": 0}


def test_pieces_of_the_page_may_be_kept_for_ever_and_answers_never(app, browser):
    page = browser.new_page()
    answers = {}
    page.on("response", lambda one: answers.__setitem__(one.url.rsplit("/", 1)[-1], one.headers))
    page.goto(app)
    page.wait_for_selector(".t2s-ready")
    assert "immutable" in answers["bundle.json"]["cache-control"]
    assert "immutable" in answers["main.js"]["cache-control"]
    assert answers[""]["x-frame-options"] == "SAMEORIGIN"
    page.close()


# -- the same on both sides --------------------------------------------------------------


def random_scene(seed: int) -> Scene:
    draw = random.Random(seed)
    catalog = drawing_catalog()
    objects = []
    for number in range(draw.randrange(1, 14)):
        one = draw.choice(catalog.pieces) if draw.random() < 0.7 else catalog[draw.choice(("mike", "jenny"))]
        looks = {"pose": draw.choice(POSES), "expression": draw.choice(EXPRESSIONS)} if one.is_child else {}
        x, y = round(draw.uniform(-20, 520), 1), round(draw.uniform(20, 390), 1)
        scale = draw.choice((1.0, 1.0, 0.5, 1.4))
        item = SceneObject(
            f"o{number}", one.name, x, y, draw.randrange(3), draw.random() < 0.5, scale=scale, **looks
        )
        objects.append(item)
    return Scene(tuple(objects), background=draw.choice(("park", "beach", "space")))


def test_the_page_orders_shades_and_tells_a_scene_as_the_library_does(visit):
    catalog = drawing_catalog()
    for seed in range(120):
        scene = random_scene(seed)
        seen = visit.studio(
            """(() => { const { pieces } = studio; return { text: pieces.describe(argument),
            order: pieces.drawOrder(argument.objects).map((item) => item.id),
            shadows: pieces.shadows(argument).map((s) => [s.id, s.x, s.y, s.width, s.height, s.strength])
            } })()""",
            scene.to_dict(),
        )
        assert seen["text"] == describe(scene, catalog), seed
        assert seen["order"] == [item.id for item in draw_order(scene.objects, catalog)], seed
        wanted = [
            [s.object_id, s.x, s.y, s.width, s.height, s.strength] for s in ground_shadows(scene, catalog)
        ]
        assert len(seen["shadows"]) == len(wanted), seed
        for mine, theirs in zip(seen["shadows"], wanted, strict=True):
            assert mine[0] == theirs[0], seed
            assert mine[1:] == pytest.approx(theirs[1:], abs=1e-6), seed


def holding_scene(seed: int) -> Scene:
    """Children with something in both hands, or beside them, some at another depth; one in a style."""
    draw = random.Random(seed)
    catalog = drawing_catalog()
    things = [piece.name for piece in catalog.pieces if piece.held is not None]
    objects = []
    for number, name in enumerate(("mike", "jenny", draw.choice(("mike", "jenny")))):
        x, y = round(draw.uniform(60, 440), 1), round(draw.uniform(150, 290), 1)
        looks = {"pose": draw.choice((*POSES, None)), "expression": draw.choice(EXPRESSIONS)}
        looks |= {"style": {"skin": "dark-2", "hair": "red"}} if number == 1 else {}
        scale = draw.choice((1.0, 0.6, 1.3))
        child = SceneObject(
            f"c{number}", name, x, y, draw.randrange(3), draw.random() < 0.5, scale=scale, **looks
        )
        objects.append(child)
        for hand in HANDS:
            thing = draw.choice(things)
            x, y = slot_anchor(child, hand, thing, catalog)
            reach = 1.2 * HELD_WITHIN * child.draw_scale
            x, y = (round(side + draw.uniform(-reach, reach), 2) for side in (x, y))
            depth = child.depth if draw.random() < 0.8 else draw.randrange(3)
            objects.append(SceneObject(f"c{number}-{hand}", thing, x, y, depth, child.flip, scale=scale))
    draw.shuffle(objects)
    return Scene(tuple(objects), background=draw.choice(("park", "beach", "space")))


def test_the_page_lays_a_grip_over_what_is_held_where_the_library_does(visit):
    catalog, grips = drawing_catalog(), set()
    for seed in range(80):
        scene = holding_scene(seed)
        seen = visit.studio(
            """(() => {
              studio.files.restart(argument);
              const shown = [studio.canvas.layers.objects, studio.art.picture(argument)];
              const keys = new Map([...studio.art.known].map(([key, one]) => [`#${one.id}`, [key, one.box]]));
              const placed = (use) => {
                const [key, [wide, high]] = keys.get(use.getAttribute("href"));
                const [a, , , d, e, f] = use.getAttribute("transform").slice(7, -1).split(" ").map(Number);
                const [x, y] = [e + a * wide / 2, f + d * high / 2];
                return [key.split(/[~@]/)[0], a < 0, x, y, Math.abs(a) * wide, d * high];
              };
              return shown.map((svg) => [...svg.querySelectorAll("use")].map(placed));
            })()""",
            scene.to_dict(),
        )
        recorded = RecordingCanvas()
        draw_scene(scene, recorded, catalog=catalog)
        wanted = [one for _, one in recorded.calls[1:]]
        small = seen[1][1 + len(recorded.shadows) :]
        grips |= {one.name for one in wanted if "-grip-" in one.name}
        for mine in (seen[0], small):
            assert [one[0] for one in mine] == [one.name for one in wanted], seed
            for one, theirs in zip(mine, wanted, strict=True):
                assert one[1] == theirs.flip, seed
                assert one[2:] == pytest.approx(
                    [theirs.x, theirs.y, theirs.width, theirs.height], abs=1e-6
                ), seed
    assert len(grips) == 2 * len(HANDS) * len(POSES)  # of both children, every one that there is


def test_a_hand_on_the_page_is_painted_as_the_library_paints_it(visit, tmp_path):
    import numpy as np
    from PIL import Image

    from text2scene.render import to_image

    catalog = drawing_catalog()
    mike = SceneObject("mike", "mike", 70, 105, pose="wave", style={"skin": "dark-2"})
    jenny = SceneObject("jenny", "jenny", 195, 100, depth=1, flip=True, pose="reach", scale=1.3)
    objects, hands = [mike, jenny], []
    for child, hand, thing in (
        (mike, "right_hand", "drink"),
        (mike, "left_hand", "bucket"),
        (jenny, "right_hand", "tennis_ball"),
        (jenny, "left_hand", "hamburger"),
    ):
        x, y = slot_anchor(child, hand, thing, catalog)
        objects.append(SceneObject(thing, thing, x, y, child.depth, child.flip, scale=child.scale))
        across, down = catalog[thing].held
        outward = across * (1 if hand == "right_hand" else -1) * (-1 if child.flip else 1)
        hands.append((x - outward * child.draw_scale, y - down * child.draw_scale))
    scene = Scene(tuple(objects), background="sunset", width=250, height=200)  # near, to see hands large
    visit.studio("studio.files.restart(argument)", scene.to_dict())
    visit.page.mouse.move(2, 2)
    visit.page.locator("#t2s-canvas").screenshot(path=tmp_path / "page.png")
    with Image.open(tmp_path / "page.png") as shot:
        page = np.asarray(shot.convert("RGB"), np.int16)
    painted = to_image(scene, 8, library=default_library()).convert("RGB")
    ours = np.asarray(painted.resize((page.shape[1], page.shape[0]), Image.Resampling.LANCZOS), np.int16)
    factor = page.shape[1] / scene.width
    apart = []
    for x, y in hands:
        around = tuple(slice(round((side - 10) * factor), round((side + 10) * factor)) for side in (y, x))
        apart.append(np.abs(page[around] - ours[around]).mean())
    assert np.mean(apart) < 6, apart  # 13 without the grips


def test_the_page_paints_what_the_library_paints(visit, tmp_path):
    import numpy as np
    from PIL import Image

    from text2scene.render import to_image

    style = {"hair_style": "curls", "hair": "ginger", "top": "#2F4B7C", "skin": "dark-1"}
    scene = Scene(
        (
            SceneObject("mike", "mike", 120, 250, pose="run", expression="sad", style=style),
            SceneObject("jenny", "jenny", 330, 230, depth=1, flip=True, pose="sit", expression="laugh"),
            SceneObject("dog", "dog", 420, 300, flip=True, style={"main": "purple"}),
            SceneObject("table", "table", 240, 250, depth=2),
            SceneObject("dragon", "dragon", 250, 90, depth=1),
            SceneObject("crown", "crown", 60, 330, scale=1.5),
        ),
        background="sunset",
    )
    visit.studio("studio.files.restart(argument)", scene.to_dict())
    visit.page.mouse.move(2, 2)
    visit.page.locator("#t2s-canvas").screenshot(path=tmp_path / "page.png")
    with Image.open(tmp_path / "page.png") as shot:
        page = np.asarray(shot.convert("RGB"), np.int16)
    painted = to_image(scene, 2, library=default_library()).convert("RGB")
    ours = np.asarray(painted.resize((page.shape[1], page.shape[0]), Image.Resampling.LANCZOS), np.int16)
    inner = (slice(16, -16), slice(16, -16))  # the page's corners are round
    assert np.abs(page[inner] - ours[inner]).mean() < 2.5


# -- words and locks ---------------------------------------------------------------------


def test_words_are_linked_to_what_they_became():
    scene = Scene(
        (
            SceneObject("mike", "mike", 1, 1),
            SceneObject("dog", "dog", 1, 1),
            SceneObject("dog-2", "dog", 9, 1),
        )
    )
    words = linked_words("Mike sees two dogs and a lion.", scene, drawing_catalog())
    assert "".join(word["text"] for word in words) == "Mike sees two dogs and a lion."
    by_text = {word["text"]: word for word in words}
    assert by_text["Mike"]["ids"] == ["mike"]
    assert by_text["two dogs"]["ids"] == ["dog", "dog-2"]
    assert by_text["lion"]["unknown"]["phrase"].startswith("a")
    assert "ids" not in by_text.get(" and ", {})


def test_locked_objects_come_back_even_where_they_were_removed():
    dog, cat = SceneObject("dog", "dog", 1, 1), SceneObject("cat", "cat", 2, 2)
    before = Scene((dog, cat))
    after = Scene((SceneObject("cat", "cat", 9, 9), SceneObject("owl", "owl", 3, 3)))
    kept, spared = with_locked(before, after, frozenset({"dog", "cat"}))
    assert kept.objects == (dog, cat, after.objects[1])
    assert spared == (dog, cat)


def test_answers_need_no_page(tiny_generator):
    answers = Answers(tiny_generator, default_library())
    made = answers.generate({"text": "A dog runs to Jenny."})
    assert made["scene"] == tiny_generator.generate("A dog runs to Jenny.").to_dict()
    played = answers.play({"text": "A dog runs to Jenny."})
    assert played["scene"] == made["scene"]
    assert "".join(text for text, _ in played["pieces"]) == "A dog runs to Jenny."
    filled = answers.fill({"scene": Scene((SceneObject("dog", "dog", 9, 300),)).to_dict(), "text": ""})
    assert filled["scene"]["objects"][0] == {**piece("dog", 9, 300)}
    full = answers.generate({"text": "Mike wears a crown."})["scene"]
    full["objects"] = [{**item, "x": item["x"] + 90} for item in full["objects"] if item["id"] == "mike"]
    again = answers.fill({"scene": full, "text": "Mike."})["scene"]["objects"]
    assert again[0] == full["objects"][0]
    assert all(drawing_catalog()[item["category"]].group != "wearable" for item in again[1:])


def test_a_piece_that_is_a_png_is_served_by_itself_and_nothing_else_is(tmp_path, tiny_generator):
    from PIL import Image

    from text2scene.errors import InputError
    from text2scene.render import library_with
    from text2scene.ui.bundle import Bundle

    Image.new("RGBA", (80, 60), (200, 30, 30, 255)).save(tmp_path / "kiosk.png")
    one = {"name": "kiosk", "label": "kiosk", "synonyms": ["kiosk"], "file": "kiosk.png"}
    one |= {"behaves_like": "tent", "width": 80, "height": 60}
    (tmp_path / "pack.json").write_text(
        json.dumps({"format": "text2scene-pack/1", "name": "mine", "pieces": [one]})
    )
    bundle = Bundle(library_with([tmp_path]), {"scene": Scene().to_dict(), "words": []})
    document = json.loads(gzip.decompress(bundle.packed))
    kiosk = next(piece for piece in document["pieces"] if piece["name"] == "kiosk")
    assert kiosk["raster"]
    assert "body" not in kiosk
    assert bundle.raster("kiosk") == (tmp_path / "kiosk.png").read_bytes()
    with pytest.raises(InputError):
        bundle.raster("dog")
