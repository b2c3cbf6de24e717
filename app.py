"""The page in your browser: ``python app.py``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from text2scene.errors import Text2SceneError
from text2scene.ui.app import DEFAULT_HOST, DEFAULT_PORT, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the page; 0 when it was ended, 2 where it could not start."""
    parser = argparse.ArgumentParser(prog="app.py", description="Type a sentence, get a cartoon scene.")
    parser.add_argument(
        "--host", default=DEFAULT_HOST, help="address to listen on (this machine only: %(default)s)"
    )
    parser.add_argument("--port", type=int, help=f"port (the first free one from {DEFAULT_PORT})")
    parser.add_argument("--weights", metavar="FILE", help="another checkpoint than the shipped one")
    parser.add_argument(
        "--pack", dest="packs", metavar="DIR", action="append", default=[], help="a sprite pack; repeatable"
    )
    parser.add_argument(
        "--no-default-pack", dest="default_pack", action="store_false", help="without the storybook pack"
    )
    parser.add_argument(
        "--share",
        choices=("on", "off"),
        default="off",
        help="on: also at a public address that Gradio lends; what is typed then goes through it (off)",
    )
    parser.add_argument(
        "--library",
        metavar="FILE",
        help="where stories are kept (the variable TEXT2SCENE_LIBRARY, else your own place for data)",
    )
    parser.add_argument(
        "--private-links",
        choices=("on", "auto"),
        default="auto",
        help="on: everybody has a private link to their stories; auto: only where others than this "
        "machine can reach the page (auto). Behind a proxy that runs on this machine, say on.",
    )
    options = parser.parse_args(arguments)
    try:
        run(
            options.host,
            options.port,
            options.weights,
            options.packs,
            options.default_pack,
            options.share == "on",
            options.library,
            options.private_links == "on",
        )
    except Text2SceneError as error:
        print(f"app.py: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
