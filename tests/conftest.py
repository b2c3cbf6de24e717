"""A tiny real model and the toy data, shared by all tests; nothing is mocked."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Before torch is imported: the tests' own threads and processes share few cores.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import pytest

from text2scene.catalog import default_catalog
from text2scene.config import DecodeConfig, ModelConfig

# Tests keep no stories among those of whoever runs them.
os.environ["TEXT2SCENE_LIBRARY"] = str(Path(tempfile.mkdtemp(prefix="text2scene-tests-"), "stories.db"))
atexit.register(shutil.rmtree, Path(os.environ["TEXT2SCENE_LIBRARY"]).parent, ignore_errors=True)

REPOSITORY = Path(__file__).resolve().parent.parent
TINY = ModelConfig(
    word_dim=16,
    ngram_buckets=500,
    encoder_dim=16,
    category_dim=16,
    canvas_dim=8,
    map_size=7,
    channels=16,
    head_dim=32,
)


@pytest.fixture(scope="session")
def toy_data() -> Path:
    """The folder of the invented scenes, captions and dialogues."""
    return REPOSITORY / "data" / "toy"


@pytest.fixture(scope="session")
def tiny_checkpoint(tmp_path_factory, toy_data) -> Path:
    """A checkpoint of a very small network, untrained, with the words of the toy captions."""
    import torch

    from text2scene.language import Vocabulary, words
    from text2scene.model.checkpoint import Checkpoint, save_checkpoint
    from text2scene.model.network import build_model
    from text2scene.training.datasets import load_captions

    captions = load_captions(toy_data, ("train",))
    sentences = [words(sentence) for item in captions for group in item.groups for sentence in group]
    vocabulary = Vocabulary.build(sentences, minimum=1)
    catalog = default_catalog()
    torch.manual_seed(0)
    network = build_model(TINY, len(vocabulary), len(catalog)).eval()
    path = tmp_path_factory.mktemp("checkpoint") / "tiny.safetensors"
    about = {"note": "untrained, for tests"}
    save_checkpoint(
        path, Checkpoint(network, TINY, DecodeConfig(), vocabulary.words[2:], catalog.names, about)
    )
    return path


@pytest.fixture(scope="session")
def tiny_generator(tiny_checkpoint):
    """A Generator with the tiny network."""
    from text2scene.generator import load

    return load(tiny_checkpoint)


@pytest.fixture(scope="session")
def app(tiny_checkpoint, tmp_path_factory):
    """The address of a running page; when it is stopped it must leave no file behind."""
    import re

    from pages import free_port, start_app, stop_app

    temporary = tmp_path_factory.mktemp("page")
    process = start_app(
        "--port",
        str(free_port()),
        "--weights",
        str(tiny_checkpoint),
        TMPDIR=str(temporary),
        TEXT2SCENE_LIBRARY=str(temporary / "library" / "stories.db"),
    )
    try:
        line = process.stdout.readline()
        if "ready" not in line:
            pytest.fail(f"The page did not start: {line} {process.stderr.read()}")
        yield re.search(r"http://[\d.:]+", line)[0]
        assert list(temporary.glob("text2scene-page-*")), "the page should keep its files in one folder"
        assert "Traceback" not in stop_app(process)
        assert not list(temporary.glob("text2scene-page-*"))
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium that can reach this machine only."""
    from pages import CHROMIUM_ARGUMENTS, chromium_path, without_browser

    path = chromium_path()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        without_browser("playwright is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, app, request):
    """A fresh visit to the page; at its end nothing may have failed, popped up or gone to another machine."""
    from pages import Visit

    options = getattr(request, "param", {"viewport": {"width": 1280, "height": 900}})
    context = browser.new_context(accept_downloads=True, **options)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    here = Visit(context, app)
    yield here
    context.close()
    here.check()


@pytest.fixture(scope="session")
def servers(tiny_checkpoint):
    """Starts servers of the Story tab's addresses, with the tiny network."""
    from story_client import Servers

    found = Servers(tiny_checkpoint)
    yield found
    found.close()


@pytest.fixture
def here(servers, tmp_path):
    """A window on stories of this machine's owner, on a fresh library ``tmp_path/stories.db``."""
    from story_client import Client

    address, number = servers.start(tmp_path / "stories.db")
    yield Client(address)
    servers.kill(number)


@pytest.fixture
def tab(browser, app, request):
    """A fresh visit to the Story tab; at its end nothing may have failed or gone to another machine."""
    from story_tab import StoryVisit

    options = getattr(request, "param", {"viewport": {"width": 1280, "height": 900}})
    context = browser.new_context(accept_downloads=True, **options)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    here = StoryVisit(context, app)
    yield here
    context.close()
    here.check()


@pytest.fixture
def library(tmp_path):
    """An empty library of stories, ``tmp_path/stories.db``."""
    from text2scene.library import Library

    with Library.open(tmp_path / "stories.db") as library:
        yield library


@pytest.fixture
def shelf(library):
    """The shelf of this machine's owner in it."""
    from text2scene.library import LOCAL

    return library.shelf(LOCAL)
