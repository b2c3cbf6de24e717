"""Start the page: find a port, load the model, open the server, and tidy up behind it."""

from __future__ import annotations

import os
import signal
import socket
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from text2scene.errors import InputError
from text2scene.ui.stories.access import Access, is_loopback
from text2scene.ui.stories.cabinet import Cabinet

if TYPE_CHECKING:
    from text2scene.generator import Generator
    from text2scene.render import Library

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 7860
_PORTS_TRIED = 100
_HERE = Path(__file__).resolve().parent


def run(
    host: str = DEFAULT_HOST,
    port: int | None = None,
    weights: str | os.PathLike[str] | None = None,
    packs: Sequence[str | os.PathLike[str]] = (),
    default_pack: bool = True,
    share: bool = False,
    library: str | os.PathLike[str] | None = None,
    private_links: bool = False,
) -> None:
    """Serve the page until it is interrupted.

    host: the address to listen on; this machine only unless told. port: from 7860 the first
    free one unless told. weights: a checkpoint; the shipped one unless told. packs: folders of
    sprite packs, beside those that ship if ``default_pack``. share: also at a public address that
    Gradio lends for some days; nothing leaves this machine otherwise. library: the file in which stories
    are kept, by default the command line's. private_links: everybody needs a link of their own to their
    stories, as is so wherever others than this machine can reach the page.
    Raises InputError or CheckpointError, in one sentence, where it cannot start.
    """
    chosen = free_port(host, port)
    with tempfile.TemporaryDirectory(prefix="text2scene-page-") as folder:
        _prepare_environment(folder)
        personal = is_loopback(host) and not share and not private_links
        cabinet = Cabinet(library)
        try:
            _serve(host, chosen, weights, Path(folder), packs, default_pack, share, cabinet, personal)
        finally:
            cabinet.close()


def free_port(host: str, port: int | None = None) -> int:
    """``port``, or the first free one from 7860. Raises InputError where it cannot be had."""
    if port is not None and not 1 <= port <= 65535:
        raise InputError(f"The port must be from 1 to 65535, not {port}.")
    wanted = [port] if port is not None else list(range(DEFAULT_PORT, DEFAULT_PORT + _PORTS_TRIED))
    reason = ""
    for number in wanted:
        try:
            family, *_, address = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                if os.name == "posix":
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
            return number
        except OSError as error:
            reason = error.strerror or str(error)
        except UnicodeError:
            reason = "this is no host name"
    where = f"port {port}" if port is not None else f"any port from {wanted[0]} to {wanted[-1]}"
    raise InputError(f"Cannot listen on {where} of {host!r:.80}: {reason}. Choose another port or host.")


def _prepare_environment(folder: str) -> None:
    """Set what gradio reads when it is imported: no calls home, our folder, no proxy to ourselves."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["GRADIO_TEMP_DIR"] = str(Path(folder).resolve())
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), "127.0.0.1", "localhost"]))


def _serve(
    host: str,
    port: int,
    weights: str | os.PathLike[str] | None,
    folder: Path,
    packs: Sequence[str | os.PathLike[str]],
    default_pack: bool,
    share: bool,
    cabinet: Cabinet,
    personal: bool,
) -> None:
    # Before gradio, so that a missing checkpoint is told at once.
    generator, library = _drawing_with(weights, packs, default_pack)

    from text2scene.ui.answers import EXAMPLES, Answers
    from text2scene.ui.bundle import Bundle
    from text2scene.ui.desk import Desk
    from text2scene.ui.page import build_page
    from text2scene.ui.pictures import PictureFolder
    from text2scene.ui.routes import guard, studio_routes
    from text2scene.ui.stories.story_routes import story_routes
    from text2scene.ui.stories.tab import STYLES, TITLE, build_tab, story_files
    from text2scene.ui.stories.workshop import Workshop
    from text2scene.ui.theme import theme

    answers, desk = Answers(generator, library), Desk()
    files = {f"stories/{name}": data for name, data in story_files().items()}
    bundle = Bundle(library, answers.generate({"text": EXAMPLES[0]}), files)  # this also warms up the model
    pictures = PictureFolder(folder.resolve(), library=library)
    page = build_page(generator, pictures, bundle, desk, ((TITLE, lambda: build_tab(bundle)),))
    workshop = Workshop(generator, library, desk, cabinet, folder)
    stories = story_routes(workshop, Access(personal))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    _, _, public = page.launch(
        server_name=host,
        server_port=port,
        share=share,
        quiet=True,
        prevent_thread_lock=True,
        footer_links=["api"],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        max_file_size="1mb",
        state_session_capacity=1000,
        favicon_path=_HERE / "favicon.svg",
        theme=theme(),
        css_paths=[*(_HERE / "studio" / name for name in ("page.css", "canvas.css", "panels.css")), *STYLES],
        app_kwargs={"routes": [*studio_routes(answers, bundle, desk), *stories], "middleware": guard()},
    )
    _announce(host, port, public, cabinet.state()[1])
    try:
        page.block_thread()
    finally:
        desk.close()


def _drawing_with(
    weights: str | os.PathLike[str] | None, packs: Sequence[str | os.PathLike[str]], default_pack: bool
) -> tuple[Generator, Library]:
    from text2scene.generator import load
    from text2scene.render import library_with

    options: dict[str, Any] = {"packs": packs} if packs else {}
    if not default_pack:
        options["default_pack"] = False
    return load(weights, **options), library_with(packs, default_pack)


def _announce(host: str, port: int, public: str | None, notice: str) -> None:
    shown = f"[{host}]" if ":" in host else host
    print(f"text2scene is ready at http://{shown}:{port} (Ctrl+C ends it).", flush=True)
    if notice:
        print(f"Stories: {notice}", file=sys.stderr, flush=True)
    if public:
        print(f"For everybody who knows the address: {public}", flush=True)
