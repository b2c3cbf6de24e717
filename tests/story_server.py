"""A server of nothing but the Story tab's addresses, for tests that start and kill it often.

``python tests/story_server.py WEIGHTS`` loads the model once and then, for each line ``PORT LIBRARY
personal|shared`` on its standard input, starts a server as a process of its own, and prints its number.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def serve(generator: object, port: int, library: str, personal: bool) -> None:
    import uvicorn
    from starlette.applications import Starlette

    from text2scene.render import default_library
    from text2scene.ui.desk import Desk
    from text2scene.ui.routes import guard
    from text2scene.ui.stories.access import Access
    from text2scene.ui.stories.cabinet import Cabinet
    from text2scene.ui.stories.story_routes import story_routes
    from text2scene.ui.stories.workshop import Workshop

    cabinet = Cabinet(library)
    workshop = Workshop(generator, default_library(), Desk(), cabinet)
    routes = story_routes(workshop, Access(personal))
    uvicorn.run(
        Starlette(routes=routes, middleware=guard()), host="127.0.0.1", port=port, log_level="warning"
    )


def main() -> None:
    import uvicorn  # noqa: F401  loaded before the first server is split off

    from text2scene.export import book  # noqa: F401
    from text2scene.generator import load
    from text2scene.render import default_library
    from text2scene.ui.stories import story_routes  # noqa: F401
    from text2scene.ui.stories.incoming import read_story

    generator = load(sys.argv[1])
    # What every server would have to read first, so that one that lives for a moment gets to work.
    drawn = generator.story("Mike waves to Jenny.\n\nA dog sleeps.")
    read_story(drawn.value.to_dict(), default_library())
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    for line in sys.stdin:
        port, library, whose = line.rstrip("\n").split("\t")
        number = os.fork()
        if number == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            serve(generator, int(port), library, whose == "personal")
            os._exit(0)
        print(number, flush=True)


if __name__ == "__main__":
    main()
