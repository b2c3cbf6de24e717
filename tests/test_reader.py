"""The readers of the children's looks: by the text alone, beside the decoder, trainable on their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

import text2scene
from text2scene.catalog import default_catalog
from text2scene.cli import main
from text2scene.config import ModelConfig
from text2scene.decoding import Wish, decode
from text2scene.errors import InputError
from text2scene.generator import Generator
from text2scene.language import Vocabulary, words
from text2scene.model.network import build_model
from text2scene.model.reader import CHILDREN, READ_GRID
from text2scene.steps import CHILDREN as NAMES
from text2scene.tensors import text_batch
from text2scene.training.losses import reader_terms
from text2scene.training.vectors import read_vectors

CATALOG = default_catalog()
VOCABULARY = Vocabulary(["mike", "jenny", "runs", "is", "sad", "."])
CONFIG = ModelConfig(
    word_dim=16, ngram_buckets=200, encoder_dim=12, category_dim=12, canvas_dim=8, map_size=7, channels=12
)


def test_the_children_are_those_of_the_catalog() -> None:
    assert tuple(CATALOG[name].id for name in NAMES) == CHILDREN


def test_a_reader_gives_distributions_and_a_batch_agrees_with_single_texts() -> None:
    torch.manual_seed(0)
    network = build_model(replace(CONFIG, readers=2), len(VOCABULARY), len(CATALOG)).eval()
    texts = [words("Mike runs."), words("Jenny is sad and Mike is not.")]
    reads = network.read(text_batch(texts, VOCABULARY, 200))
    assert len(reads) == 2
    count = len(CATALOG)
    shapes = {"pose": (2, 7), "expression": (2, 5), "depth": (count, 3), "flip": (count, 2)}
    shapes |= {"place": (count, READ_GRID**2)}
    alone = network.read(text_batch(texts[:1], VOCABULARY, 200))
    for read, single in zip(reads, alone, strict=True):
        assert read.gone.shape == (2, count)
        torch.testing.assert_close(single.gone[0], read.gone[0], atol=1e-5, rtol=1e-5)
        for name, shape in shapes.items():
            logp = getattr(read, name)
            assert logp.shape == (2, *shape)
            torch.testing.assert_close(logp.exp().sum(-1), torch.ones(2, shape[0]))
            torch.testing.assert_close(getattr(single, name)[0], logp[0], atol=1e-5, rtol=1e-5)


def test_two_readers_together_are_their_mean() -> None:
    torch.manual_seed(1)
    network = build_model(replace(CONFIG, readers=2), len(VOCABULARY), len(CATALOG)).eval()
    text = text_batch([words("Mike runs.")], VOCABULARY, 200)
    one, two = network.read(text)
    both = network.read_together(text)
    assert both is not None
    for name in ("pose", "expression", "depth", "flip", "place"):
        mean = (getattr(one, name).exp() + getattr(two, name).exp()) / 2
        torch.testing.assert_close(getattr(both, name).exp(), mean)
    torch.testing.assert_close(both.gone, (one.gone + two.gone) / 2)
    assert build_model(replace(CONFIG, readers=0), 9, len(CATALOG)).read_together(text) is None


def test_the_loss_counts_the_children_that_are_drawn_and_the_pieces_that_are_there() -> None:
    """One reader, two scenes: Mike kicks and smiles in the first; a snake goes from the second."""
    dog, snake = CATALOG["dog"].id, CATALOG["snake"].id
    stop = len(CATALOG)
    steps = SimpleNamespace(
        category=torch.tensor([[18, stop], [dog, stop]]),
        pose=torch.tensor([[3, 0], [0, 0]]),
        expression=torch.tensor([[3, 0], [0, 0]]),
        depth=torch.tensor([[1, 0], [2, 0]]),
        flip=torch.tensor([[1, 0], [0, 0]]),
        x=torch.tensor([[250.0, 0], [100.0, 0]]),
        y=torch.tensor([[200.0, 0], [300.0, 0]]),
    )
    gone = torch.zeros(2, stop)
    gone[1, snake] = 1.0
    canvas = SimpleNamespace(category=torch.tensor([[-1], [snake]]))
    batch = SimpleNamespace(steps=steps, gone=gone, canvas=canvas, place_target_sigma=20.0)
    pose, expression = torch.full((1, 2, 2, 7), 0.1).log(), torch.full((1, 2, 2, 5), 0.2).log()
    pose[0, 0, 0, 2] = np.log(0.4)
    depth, flip = torch.full((1, 2, stop, 3), 1 / 3).log(), torch.full((1, 2, stop, 2), 0.5).log()
    depth[0, 1, dog, 2] = np.log(0.9)
    outputs = {
        "pose_read": pose,
        "expression_read": expression,
        "depth_read": depth,
        "flip_read": flip,
        "place_read": torch.full((1, 2, stop, READ_GRID**2), 1 / READ_GRID**2).log(),
        "gone_read": torch.full((1, 2, stop), 2.0),
    }
    loss = {name: float(value) for name, value in reader_terms(outputs, batch).items()}  # type: ignore[arg-type]
    assert loss["looks_read"] == pytest.approx((-np.log(0.4) - np.log(0.2)) / 2)
    assert loss["depth_read"] == pytest.approx((np.log(3) - np.log(0.9)) / 2)
    assert loss["flip_read"] == pytest.approx(np.log(2), rel=1e-4)
    assert loss["place_read"] == pytest.approx(np.log(READ_GRID**2), rel=1e-4)
    # only the snake is there to be taken away: the wrong logits of all others cost nothing
    assert loss["gone_read"] == pytest.approx(np.log1p(np.exp(-2.0)) / 2, rel=1e-4)


@pytest.mark.parametrize("weight", [0.0, 100.0])
def test_the_weight_says_how_much_the_reader_counts(tiny_generator: Generator, weight: float) -> None:
    text = text_batch([words("Mike and Jenny.")], tiny_generator.vocabulary, 500)
    reading = tiny_generator.network.read_together(text)
    assert reading is not None
    config = replace(tiny_generator.decode_config, reader_weight=weight)
    wish = Wish(required=frozenset(CHILDREN))
    result = decode(tiny_generator.network, text, [[]], [wish], CATALOG, config)[0]
    read = [
        (CATALOG.pieces[c].name, int(reading.pose[0, k].argmax()), int(reading.expression[0, k].argmax()))
        for k, c in enumerate(CHILDREN)
    ]
    drawn = {item.category: item for item in result.objects}
    from text2scene.catalog import EXPRESSIONS, POSES

    agree = [(drawn[n].pose, drawn[n].expression) == (POSES[p], EXPRESSIONS[e]) for n, p, e in read]
    assert all(agree) == (weight == 100.0)


def _vectors(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_word_vectors_are_read_for_the_words_that_are_known(tmp_path: Path) -> None:
    file = _vectors(tmp_path / "v.txt", "sad 1 2 3\nzebra 4 5 6\nmike -1 0 0.5\n")
    table = read_vectors(file, VOCABULARY)
    assert table.shape == (len(VOCABULARY), 3)
    assert table[VOCABULARY.index("sad")].tolist() == [1, 2, 3]
    assert table[VOCABULARY.index("mike")].tolist() == [-1, 0, 0.5]
    assert not table[:2].any()


@pytest.mark.parametrize("text", ["", "sad\n", "sad 1 2\nmike 1\n", "sad one two\n"])
def test_a_file_that_holds_no_vectors_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_vectors(_vectors(tmp_path / "v.txt", text), VOCABULARY)
    assert "\n" not in str(caught.value)
    with pytest.raises(InputError, match="Cannot read"):
        read_vectors(tmp_path / "none.txt", VOCABULARY)


def test_readers_alone_can_be_trained_on_top_of_given_weights(toy_data: Path, tmp_path: Path) -> None:
    sizes = ["--word-dim", "16", "--ngram-buckets", "500", "--encoder-dim", "16", "--channels", "16"]
    sizes += ["--map-size", "7", "--canvas-dim", "8", "--batch-size", "8", "--threads", "1", "--quiet"]
    data = ["--data", str(toy_data), "--epochs", "1", *sizes]
    assert main(["train", *data, "-o", str(tmp_path / "one"), "--readers", "0"]) == 0
    first = tmp_path / "one" / "model.safetensors"
    vectors = _vectors(tmp_path / "v.txt", "mike 1 0\njenny 0 1\n")
    added = ["--readers-only", "--word-vectors", str(vectors), "--init", str(first)]
    assert main(["train", *data, "-o", str(tmp_path / "two"), *added]) == 0
    before, after = (load_file(tmp_path / name / "model.safetensors") for name in ("one", "two"))
    assert not any(name.startswith("readers.") for name in before)
    assert any(name.startswith("readers.") for name in after)
    assert all(torch.allclose(after[name], value, atol=1e-3) for name, value in before.items())
    generator = text2scene.load(tmp_path / "two" / "model.safetensors")
    assert generator.network.config.vector_dim == 2
    assert "mike" in generator.generate("Mike runs.").categories
