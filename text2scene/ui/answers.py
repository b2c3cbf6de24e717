"""What the page and programs ask for, answered: plain data in, plain data out.

Nothing here knows the browser or Gradio, and nothing is kept between two calls: each brings
its scene along. All that comes in is checked; what cannot be used raises InputError with
one sentence for the person.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from text2scene.bearers import bearers_of
from text2scene.errors import InputError
from text2scene.language import clean_text, split_sentences, tokenize
from text2scene.render import Library, to_png, to_svg, to_webp
from text2scene.scene import Scene, SceneObject
from text2scene.ui import checks
from text2scene.ui.describe import describe, joined, piece_phrase
from text2scene.ui.linked import linked_words
from text2scene.ui.opening import Opened, open_document

if TYPE_CHECKING:
    from text2scene.generator import Generator

EXAMPLES = (
    "Mike kicks the soccer ball to Jenny.",
    "Jenny is sad because it is raining. Mike holds a hot dog.",
    "A bear chases Mike. Jenny is hiding behind the tree.",
    "Jenny wears a crown. Mike is angry because he wants the crown.",
    "Mike and Jenny sit by the campfire. An owl watches from the pine tree.",
    "Jenny is on the swing. A hot air balloon floats in the sky.",
)
KINDS = {"png": "image/png", "svg": "image/svg+xml", "webp": "image/webp"}
MAX_SCALE = 4.0
Asked = Mapping[str, Any]
Answer = dict[str, Any]


class Answers:
    """Answers for one generator and the pictures that its scenes are drawn with."""

    def __init__(self, generator: Generator, library: Library) -> None:
        self.generator, self.library = generator, library

    # -- drawing -----------------------------------------------------------------------

    def generate(self, asked: Asked) -> Answer:
        """A scene of ``text``; ``seed`` 0 is the best guess. Keys: scene, words.

        background: of a text that names no place, by default the park.
        """
        text, seed, temperature, alone = self._wanted(asked)
        background = checks.read_background(asked.get("background"), self.library)
        scene = self.generator.generate(text, seed, temperature, alone, background=background)
        return self._told(text, scene, alone)

    def alternatives(self, asked: Asked) -> Answer:
        """``n`` scenes of ``text`` that differ visibly. Key: scenes."""
        text, seed, _, _ = self._wanted(asked)
        n = asked.get("n", 4)
        if isinstance(n, bool) or not isinstance(n, int) or not 1 <= n <= checks.MAX_ALTERNATIVES:
            raise InputError(f"There can be 1 to {checks.MAX_ALTERNATIVES} alternatives, not {n!r:.20}.")
        background = checks.read_background(asked.get("background"), self.library)
        scenes = self.generator.alternatives(text, n, seed, background=background)
        return {"scenes": [scene.to_dict() for scene in scenes]}

    def edit(self, asked: Asked) -> Answer:
        """``scene`` changed as ``text`` says, but for the objects ``locked``. Keys: scene, words, said."""
        before, locked = self._scene(asked)
        text, seed, temperature, alone = self._wanted(asked)
        after = self.generator.edit(before, text, seed, temperature, alone)
        kept, spared = with_locked(before, after, locked)
        kept = replace(kept, text=before.text, seed=before.seed)
        said = [str(note["message"]) for note in after.notes if note.get("message")]
        if spared:
            names = joined(piece_phrase(item.category, self.library.catalog) for item in spared)
            said.append(f"Locked, so left as it is: {names}.")
        elif (kept.objects, kept.background) == (before.objects, before.background) and not said:
            said.append("That changed nothing; say what to change, such as: make Jenny happy.")
        words = self._words(text, after, alone, before)
        return {"scene": replace(kept, notes=after.notes).to_dict(), "words": words, "said": said}

    def fill(self, asked: Asked) -> Answer:
        """``scene`` with what else belongs into it; all that is there stays. Keys: scene, said."""
        before, _ = self._scene(asked)
        text = checks.read_text(asked.get("text", ""))
        catalog = self.library.catalog
        seed = checks.read_seed(asked.get("seed"))
        filled = before
        if text.strip():
            every = frozenset(item.id for item in before.objects)
            filled, _ = with_locked(before, self.generator.edit(before, text, seed), every)
        if len(filled.objects) == len(before.objects):
            # Nothing that is named is missing: what does the network think belongs there?
            wish = text if text.strip() else describe(before, catalog)
            more = self.generator.generate(wish, seed)
            there = {item.category for item in before.objects}
            # A hat on the head of its own Mike would float beside the one who is there.
            borne = bearers_of(more, catalog)
            fresh = [item for item in more.objects if item.category not in there and item.id not in borne]
            filled = before.adding(*fresh)
        added = filled.objects[len(before.objects) :]
        names = joined(piece_phrase(item.category, catalog) for item in added)
        said = f"Added: {names}." if added else "Nothing was missing; write what else should be there."
        filled = replace(filled, text=before.text or text, seed=before.seed)
        return {"scene": filled.to_dict(), "said": [said]}

    def play(self, asked: Asked) -> Answer:
        """How ``text`` was drawn, step by step. Keys: scene, pieces, steps, grid.

        pieces: the text cut up, each with the number of its token or null. A step has item (the
        object), what and how (attention over the tokens, for choosing the piece and for its looks
        and place), and places: the place distribution, ``grid`` rows of bytes in base64, 255 the likeliest.
        """
        text, seed, temperature, alone = self._wanted(asked)
        background = checks.read_background(asked.get("background"), self.library)
        played = self.generator.play(text, seed, temperature, alone, background=background)
        steps = []
        for step in played.steps:
            top = float(step.places.max()) or 1.0
            levels = (step.places / top * 255).round().astype("uint8").tobytes()
            steps.append(
                {
                    "item": step.item.to_dict(),
                    "what": [round(float(weight), 4) for weight in step.object_weights],
                    "how": [round(float(weight), 4) for weight in step.attribute_weights],
                    "places": base64.b64encode(levels).decode("ascii"),
                }
            )
        grid = list(played.steps[0].places.shape) if played.steps else [0, 0]
        return {"scene": played.scene.to_dict(), "pieces": _pieces(text), "steps": steps, "grid": grid}

    # -- reading -----------------------------------------------------------------------

    def explain(self, asked: Asked) -> Answer:
        """What is understood of ``text``, linked to the objects of ``scene``. Key: words."""
        scene, _ = self._scene(asked)
        text = checks.read_text(asked.get("text"))
        return {"words": self._words(text, scene, False)}

    def open(self, asked: Asked) -> Answer:
        """A Scene document from a link, checked. Keys: scene, notices."""
        document = asked.get("scene")
        if not isinstance(document, Mapping):
            raise InputError("This link holds no scene.")
        return opened(open_document(document, self.library))

    # -- pictures ----------------------------------------------------------------------

    def picture(self, asked: Asked) -> tuple[bytes, str]:
        """The picture of ``scene`` as bytes, and its media type.

        format: png, svg or webp. scale: 0.25 to 4. transparent: without the background.
        """
        scene, _ = self._scene(asked)
        kind, scale = asked.get("format", "png"), asked.get("scale", 1)
        clear = bool(asked.get("transparent", False))
        if kind not in KINDS:
            raise InputError(f"The format must be one of {', '.join(KINDS)}, not {kind!r:.40}.")
        if isinstance(scale, bool) or not isinstance(scale, int | float) or not 0.25 <= scale <= MAX_SCALE:
            raise InputError(f"scale must be a number from 0.25 to {MAX_SCALE:g}, not {scale!r:.40}.")
        if kind == "svg":
            data = to_svg(scene, float(scale), clear, library=self.library).encode()
        elif kind == "webp":
            data = to_webp(scene, float(scale), transparent=clear, library=self.library)
        else:
            data = to_png(scene, float(scale), clear, library=self.library)
        return data, KINDS[str(kind)]

    # -- shared ------------------------------------------------------------------------

    def _wanted(self, asked: Asked) -> tuple[str, int, float | None, bool]:
        text, seed = checks.read_text(asked.get("text")), checks.read_seed(asked.get("seed"))
        temperature = checks.read_temperature(asked.get("temperature"))
        return text, seed, temperature if seed else None, bool(asked.get("model_only", False))

    def _scene(self, asked: Asked) -> tuple[Scene, frozenset[str]]:
        scene = checks.read_scene(asked.get("scene"), self.library)
        return scene, checks.read_locked(asked.get("locked"), scene)

    def _told(self, text: str, scene: Scene, alone: bool) -> Answer:
        return {"scene": scene.to_dict(), "words": self._words(text, scene, alone)}

    def _words(
        self, text: str, scene: Scene, alone: bool, before: Scene | None = None
    ) -> list[dict[str, Any]]:
        if alone:
            return []
        return linked_words(text, scene, self.library.catalog, self.generator.vocabulary, before)


def opened(found: Opened) -> Answer:
    """The answer about something that was opened."""
    return {"scene": found.scene.to_dict(), "notices": list(found.notices)}


def with_locked(before: Scene, after: Scene, locked: frozenset[str]) -> tuple[Scene, tuple[SceneObject, ...]]:
    """``after`` with the locked objects as they were before, and those that would have changed."""
    if not locked:
        return after, ()
    now = {item.id: item for item in after.objects}
    spared = tuple(item for item in before.objects if item.id in locked and now.get(item.id) != item)
    old = {item.id: item for item in before.objects if item.id in locked}
    objects = [old.get(item.id, item) for item in after.objects]
    for index, item in enumerate(before.objects):
        if item.id in locked and item.id not in now:
            objects.insert(min(index, len(objects)), item)
    return replace(after, objects=tuple(objects)), spared


def _pieces(text: str) -> list[list[Any]]:
    """The text that the network read, cut up: [stretch, number of its token or None]."""
    sentences = " ".join(split_sentences(clean_text(text)))
    out: list[list[Any]] = []
    end = 0
    for number, token in enumerate(tokenize(sentences)):
        if token.start > end:
            out.append([sentences[end : token.start], None])
        out.append([sentences[token.start : token.end], number])
        end = token.end
    return [*out, [sentences[end:], None]] if end < len(sentences) else out
