"""The network's parts do what their equations say, on a real tiny network with fixed weights."""

from __future__ import annotations

import random
from dataclasses import asdict, replace

import pytest
import torch
from torch.nn import functional as F

from text2scene import Scene, SceneObject
from text2scene.catalog import default_catalog
from text2scene.config import LossWeights, ModelConfig, TrainConfig
from text2scene.errors import InputError
from text2scene.language import Vocabulary, words
from text2scene.model.attention import TextAttention
from text2scene.model.canvas import CanvasEncoder
from text2scene.model.inputs import Batch
from text2scene.model.network import Text2SceneNetwork, build_model
from text2scene.tensors import object_batch, object_rows, text_batch
from text2scene.training.batches import Collator
from text2scene.training.losses import coverage, loss_terms, total_loss
from text2scene.training.samples import Sample, draw, mirrored, mirrored_tokens

TINY = ModelConfig(
    word_dim=16,
    ngram_buckets=200,
    encoder_dim=12,
    category_dim=12,
    canvas_dim=8,
    map_size=7,
    channels=12,
    head_dim=24,
)
CATALOG = default_catalog()
TEXTS = ["Mike kicks the ball .", "Jenny is sad because of the rain , and the dog runs .", "Hello"]
VOCABULARY = Vocabulary([*dict.fromkeys(w for t in TEXTS[:2] for w in words(t))])


@pytest.fixture(scope="module")
def network() -> Text2SceneNetwork:
    torch.manual_seed(0)
    return build_model(TINY, len(VOCABULARY), len(CATALOG)).eval()


def _sample(text: str, scene: Scene, kept: int = 0) -> Sample:
    before, rest = scene.objects[:kept], scene.objects[kept:]
    drawing = draw(rest, before, CATALOG)
    replaces = torch.full((len(rest),), -1).numpy()
    return Sample(tuple(words(text)), object_rows(before, CATALOG), drawing, replaces)


def _scenes() -> list[Scene]:
    mike = SceneObject("mike", "mike", 120, 240, 0, False, "kick", "smile")
    jenny = SceneObject("jenny", "jenny", 350, 240, 1, True, "run", "sad")
    ball = SceneObject("soccer_ball", "soccer_ball", 220, 300)
    crown = SceneObject("crown", "crown", 104, 138)
    return [Scene((mike, ball, crown)), Scene((mike, jenny)), Scene((ball,))]


def _batch(kept: int = 0) -> Batch:
    collate = Collator(VOCABULARY, TINY.ngram_buckets, CATALOG, TrainConfig(word_dropout=0))
    return collate([_sample(t, s, kept) for t, s in zip(TEXTS, _scenes(), strict=True)])


def test_a_batch_and_its_texts_alone_are_encoded_the_same(network: Text2SceneNetwork) -> None:
    tokens = [words(text) for text in TEXTS]
    there = torch.zeros(1, len(CATALOG))
    together = network.encode(text_batch(tokens, VOCABULARY, 200), there.expand(3, -1))
    for i, each in enumerate(tokens):
        alone = network.encode(text_batch([each], VOCABULARY, 200), there)
        torch.testing.assert_close(together.presence[i], alone.presence[0], atol=1e-5, rtol=1e-5)
        torch.testing.assert_close(together.memory[i, : len(each)], alone.memory[0], atol=1e-5, rtol=1e-5)


def test_an_unseen_word_is_told_from_another_by_its_letters(network: Text2SceneNetwork) -> None:
    there = torch.zeros(1, len(CATALOG))
    seen = [
        network.encode(text_batch([["the", word]], VOCABULARY, 200), there).presence
        for word in ("hamberger", "zebra")
    ]
    assert (seen[0] - seen[1]).abs().max() > 1e-4


def test_attention_weights_sum_to_one_over_the_words_of_each_text() -> None:
    torch.manual_seed(1)
    attention = TextAttention(6, 5)
    memory, mask = torch.randn(2, 4, 5), torch.tensor([[True] * 4, [True, True, False, False]])
    context, alpha = attention(torch.randn(2, 3, 6), attention.keys(memory), memory, mask)
    torch.testing.assert_close(alpha.sum(-1), torch.ones(2, 3))
    assert (alpha[1, :, 2:] == 0).all()
    torch.testing.assert_close(context, torch.einsum("btl,blm->btm", alpha, memory))


def test_uniform_attention_is_the_mean_of_the_words() -> None:
    attention = TextAttention(6, 5, uniform=True)
    memory, mask = torch.randn(1, 4, 5), torch.tensor([[True, True, True, False]])
    context, _ = attention(torch.randn(1, 2, 6), attention.keys(memory), memory, mask)
    torch.testing.assert_close(context[0, 1], memory[0, :3].mean(0))


def test_the_canvas_map_is_the_sum_of_its_objects_and_moves_with_them() -> None:
    torch.manual_seed(2)
    encoder = CanvasEncoder(len(CATALOG), 12, 8, 7)
    a, b = _scenes()[0].objects[:2]
    both = encoder.trace(object_batch([object_rows([a, b], CATALOG)])).sum(1)
    one = encoder.trace(object_batch([object_rows([a], CATALOG)])).sum(1)
    other = encoder.trace(object_batch([object_rows([b], CATALOG)])).sum(1)
    torch.testing.assert_close(both, one + other)
    flipped = encoder.trace(object_batch([object_rows([replace(a, flip=True)], CATALOG)])).sum(1)
    assert (flipped - one).abs().max() > 1e-3
    padded = encoder.trace(object_batch([object_rows([a], CATALOG)], length=5)).sum(1)
    torch.testing.assert_close(padded, one)


def test_an_object_leaves_its_trace_in_its_own_cells() -> None:
    encoder = CanvasEncoder(len(CATALOG), 12, 8, 10)
    ball = SceneObject("tennis_ball", "tennis_ball", 475, 380)  # in the last column and row
    trace = encoder.trace(object_batch([object_rows([ball], CATALOG)]))[0, 0]
    assert trace[:, 9, 9].abs().sum() > 0
    assert trace[:, :8, :8].abs().sum() == 0


def test_teacher_forcing_is_causal(network: Text2SceneNetwork) -> None:
    """What comes later in the truth does not change what is predicted before it."""
    batch = _batch()
    first = network(batch)["object"]
    category = batch.steps.category.clone()
    category[0, 2] = 40  # another piece in the third step of the first scene
    drawn = batch.drawn.category.clone()
    drawn[0, 2] = 40
    changed = replace(
        batch,
        steps=replace(batch.steps, category=category),
        drawn=replace(batch.drawn, category=drawn),
    )
    second = network(changed)["object"]
    torch.testing.assert_close(first[0, :3], second[0, :3])
    assert (first[0, 3] - second[0, 3]).abs().max() > 1e-5


def test_what_is_drawn_already_is_not_asked_for_again(network: Text2SceneNetwork) -> None:
    batch = _batch()
    logits = network(batch)["object"]
    mike, ball = CATALOG["mike"].id, CATALOG["soccer_ball"].id
    assert logits[0, 1, mike] < -1e8
    assert logits[0, 2, ball] < -1e8
    assert logits[0, 0, mike] > -1e8


def test_the_canvas_before_is_seen(network: Text2SceneNetwork) -> None:
    kept = network(_batch(kept=1))
    empty = network(_batch())
    assert kept["object"].shape[1] == empty["object"].shape[1] - 1
    assert (kept["presence"][0] - empty["presence"][0]).abs().max() > 1e-5


def test_a_moved_object_is_taken_off_its_old_place(network: Text2SceneNetwork) -> None:
    """A step that replaces an object leaves the same canvas as if it had stood there from the start."""
    mike = SceneObject("mike", "mike", 120, 240, 0, False, "kick", "smile")
    moved, dog = replace(mike, x=400.0), SceneObject("dog", "dog", 250, 300)
    collate = Collator(VOCABULARY, TINY.ngram_buckets, CATALOG, TrainConfig())
    tokens = tuple(words(TEXTS[0]))

    def sample(before: list[SceneObject], replaces: list[int]) -> Sample:
        drawing = draw([moved, dog], (), CATALOG)
        return Sample(tokens, object_rows(before, CATALOG), drawing, torch.tensor(replaces).numpy())

    batch = collate([sample([mike], [0, -1])])
    seen: list[torch.Tensor] = []
    look = network.look
    network.look = lambda trace: (seen.append(trace), look(trace))[1]  # type: ignore[method-assign]
    try:
        network(batch)
    finally:
        del network.look
    alone = network.canvas.trace(object_batch([object_rows([moved], CATALOG)])).sum(1)
    torch.testing.assert_close(seen[1], alone, atol=1e-5, rtol=1e-4)


def test_every_loss_term_is_there_and_the_total_is_their_weighted_sum(network: Text2SceneNetwork) -> None:
    batch = _batch()
    terms = loss_terms(network(batch), batch)
    assert set(terms) == set(asdict(LossWeights()))
    assert all(torch.isfinite(value) and value >= 0 for value in terms.values())
    weights = LossWeights()
    expected = sum(asdict(weights)[name] * value for name, value in terms.items())
    torch.testing.assert_close(total_loss(terms, weights), expected)


def test_terms_against_the_formula(network: Text2SceneNetwork) -> None:
    """object, pose and a worn place worked out from the logits, over batch size 3."""
    batch = _batch()
    out = network(batch)
    terms = loss_terms(out, batch)
    logp = out["object"].log_softmax(-1)
    total = 0.0
    for i, row in enumerate(batch.steps.category.tolist()):
        total -= sum(float(logp[i, t, c].detach()) for t, c in enumerate(row) if c >= 0)
    assert float(terms["object"]) == pytest.approx(total / 3, rel=1e-4)
    children = [i for i, p in enumerate(batch.steps.pose[out["drawn"]].tolist()) if p]
    target = batch.steps.pose[out["drawn"]][children] - 1
    expected = F.cross_entropy(out["pose"][children], target, reduction="sum") / 3
    assert float(terms["pose"]) == pytest.approx(float(expected), rel=1e-4)
    places = batch.steps.place[out["drawn"]]
    assert places.tolist().count(28 * 28) == 1  # the crown, on Mike's head


def test_coverage_by_hand() -> None:
    """Two words; the first gets 1.5 over the steps, the second 0.5; padding and idle steps do not count."""
    alpha = torch.tensor([[[0.75, 0.25, 0.0], [0.75, 0.25, 0.0], [0.0, 1.0, 0.0]]])
    steps = torch.tensor([[True, True, False]])
    mask = torch.tensor([[True, True, False]])
    assert float(coverage(alpha, steps, mask)) == pytest.approx((0.25 + 0.25) / 2)


def test_near_is_better_than_far(network: Text2SceneNetwork) -> None:
    batch = _batch()
    out = dict(network(batch))
    count = int(out["drawn"].sum())

    def place_loss(cell: int) -> float:
        logits = torch.full((count, 28 * 28 + 6), 0.0)
        logits[:, cell] = 8.0
        return float(loss_terms({**out, "place": logits}, batch)["place"])

    # Mike stands in cell row 16, column 6
    assert place_loss(16 * 28 + 6) < place_loss(16 * 28 + 7) < place_loss(16 * 28 + 9)


def test_a_gradient_reaches_every_weight() -> None:
    torch.manual_seed(0)
    network = build_model(TINY, len(VOCABULARY), len(CATALOG))
    batch = _batch(kept=1)
    total_loss(loss_terms(network(batch), batch), LossWeights()).backward()
    idle = [name for name, p in network.named_parameters() if p.grad is None]
    assert not idle


def test_a_tiny_network_learns_a_handful_of_scenes_by_heart() -> None:
    torch.manual_seed(0)
    network = build_model(replace(TINY, dropout=0.0), len(VOCABULARY), len(CATALOG))
    optimizer = torch.optim.Adam(network.parameters(), 1e-2)
    batch = _batch()
    losses = []
    for _ in range(60):
        terms = loss_terms(network(batch), batch)
        loss = total_loss(terms, LossWeights())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(terms["object"]))
    assert losses[-1] < 0.1 * losses[0]


def test_mirroring_twice_is_nothing_and_words_go_along() -> None:
    mike = _scenes()[0].objects[0]
    assert mirrored(mirrored(mike)) == mike
    assert mirrored(mike).x == 380
    assert mirrored(mike).flip
    assert mirrored_tokens(["left", "of", "the", "right", "tree"]) == ("right", "of", "the", "left", "tree")


def test_word_dropout_leaves_the_letters() -> None:
    collate = Collator(VOCABULARY, 200, CATALOG, TrainConfig(word_dropout=0.999))
    batch = collate([_sample(TEXTS[0], _scenes()[0])], random.Random(0))
    plain = text_batch([words(TEXTS[0])], VOCABULARY, 200)
    assert (batch.text.words == 1).all()
    assert torch.equal(batch.text.ngrams, plain.ngrams)


def test_a_map_that_does_not_fit_the_grid_is_refused() -> None:
    with pytest.raises(InputError, match="multiple"):
        ModelConfig(map_size=9)
