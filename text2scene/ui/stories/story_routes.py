"""The addresses of the Story tab, below ``/stories``: questions in a POST as JSON, answers as JSON.

================  =========================================  ==============================================
address           asks                                       answers
================  =========================================  ==============================================
state             {}                                         personal, writable, notice
list              deleted?                                   stories (cards with a cover), notice, writable
create            text, title?, markdown?, job? | tale |     HELD
                  story
open              a .txt, .md or .json file as               HELD
                  application/octet-stream; headers
                  X-Text2scene-Name (percent-encoded),
                  X-Text2scene-Job
progress          job                                        done, all: pages of what is being drawn
get, revision     id, revision?                              HELD; revision
change            id, base, do, story?                       HELD
keep              id?, base, story, what, over?              HELD
undo, redo        id, base                                   HELD
versions          id                                         versions
name, back        id, revision, name; id, base, revision     {}; HELD
duplicate         id                                         HELD
delete, restore,  id                                         {}
purge
book              id | story, format, options?               bytes; X-Text2scene-Warnings
export            {}                                         a zip
import            a zip as application/octet-stream          added, skipped
tale/choices      {}                                         themes, heroes, companions, wishes, moods
tale/begin        theme?, hero?, companion?, wish?, mood?,   tale, title, pages, ways, ended
                  names?, seed?
tale/go           tale, way                                  the same; way also any, back, end
================  =========================================  ==============================================

HELD is id, revision, changed, undo, redo, saved, story. What is wrong is ``{"error": "one sentence"}``:
400 (what was asked), 401 and 403 (no or no whole private link), 404 (no such story, or it was deleted), 409
with ``conflict`` (parts, theirs, mine), 413, 423 (library locked), 507 (full, read-only, of a newer version)
and 503 (very many ask). 404, 423 and 507 come with ``unsaved`` where a change was made and not kept. Who
asks says so by the header X-Text2scene-Key; see ``access``.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from text2scene.errors import LibraryError, LibraryLockedError, StoryMissingError, Text2SceneError
from text2scene.ui.checks import read_json
from text2scene.ui.desk import BusyError
from text2scene.ui.opening import MAX_FILE
from text2scene.ui.routes import MAX_LIBRARY, NEVER, TooLargeError, body_of, client_of
from text2scene.ui.stories.access import Access, StrangerError
from text2scene.ui.stories.books import Book
from text2scene.ui.stories.clashes import ClashError, NotKeptError, held_answer
from text2scene.ui.stories.keeping import Keeping
from text2scene.ui.stories.workshop import Who, Workshop

Handler = Callable[[Request], Awaitable[Response]]
_Result = TypeVar("_Result")
_MOST_WAITING = 200
_MOST_OF_ONE = 12
_LONGEST_HEADER = 4000
_LARGE_BODY = 2**18
# What is handed out is for saving; nothing in it may run as a page of this address.
_HANDED_OUT = {**NEVER, "Content-Security-Policy": "sandbox; default-src 'none'"}


def story_routes(workshop: Workshop, access: Access) -> list[Route]:
    """The routes; to be matched before those of Gradio."""
    return StoryRoutes(workshop, access).routes()


class StoryRoutes:
    """Who asks, on which thread it runs, and what becomes of errors."""

    def __init__(self, workshop: Workshop, access: Access) -> None:
        self.workshop, self.access = workshop, access
        self.keeping = Keeping(workshop.cabinet, workshop.pictures, workshop.scratch)
        # Drawing waits for the desk, keeping for the disk, and books take a processor for seconds: none
        # of them holds up the others.
        self._draws = _Room(24, "story-draw")
        self._keeps = _Room(8, "story-keep")
        self._binds = _Room(2, "story-bind")

    def routes(self) -> list[Route]:
        """All of them."""
        works, keeps = self.workshop, self.keeping
        drawing = {
            "create": works.create,
            "change": works.change,
            "keep": works.keep,
            "tale/choices": works.choices,
            "tale/begin": works.begin,
            "tale/go": works.go,
        }
        keeping = {
            "list": keeps.list,
            "get": keeps.get,
            "revision": keeps.revision,
            "versions": keeps.versions,
            "undo": keeps.undo,
            "redo": keeps.redo,
            "back": keeps.back,
            "name": keeps.name,
            "duplicate": keeps.duplicate,
            "delete": keeps.delete,
            "restore": keeps.restore,
            "purge": keeps.purge,
        }
        handlers: dict[str, Handler] = {
            "state": self._state,
            "progress": self._progress,
            "open": self._open,
            "import": self._import,
            **{name: self._drawing(call) for name, call in drawing.items()},
            **{name: self._keeping(call) for name, call in keeping.items()},
            "book": self._handing(keeps.book),
            "export": self._handing(keeps.export),
        }
        return [
            Route(f"/stories/{name}", self._politely(handler), methods=["POST"])
            for name, handler in handlers.items()
        ]

    # -- the kinds of requests -----------------------------------------------------------

    def _drawing(self, call: Callable[[Who, dict[str, Any]], dict[str, Any]]) -> Handler:
        async def answer(request: Request) -> Response:
            who = self._who(request)
            asked = await _asked(request)
            return _json(await self._draws.run(who, lambda: call(who, asked)))

        return answer

    def _keeping(self, call: Callable[[str, dict[str, Any]], dict[str, Any]]) -> Handler:
        async def answer(request: Request) -> Response:
            who = self._who(request)
            asked = await _asked(request)
            return _json(await self._keeps.run(who, lambda: call(who.owner, asked)))

        return answer

    def _handing(self, call: Callable[[str, dict[str, Any]], Book]) -> Handler:
        async def answer(request: Request) -> Response:
            who = self._who(request)
            asked = await _asked(request)
            book = await self._binds.run(who, lambda: call(who.owner, asked))
            headers = {
                **_HANDED_OUT,
                "Content-Disposition": f'attachment; filename="{book.name}"',
                "X-Text2scene-Warnings": _in_a_header(book.warnings),
            }
            return Response(book.data, media_type=book.media, headers=headers)

        return answer

    async def _state(self, request: Request) -> Response:
        await _asked(request)
        personal = self.access.is_personal(request.headers)
        if not personal and not request.headers.get("x-text2scene-key"):
            # A page without a key asks this first, to know that it has to make one.
            return _json({"personal": False, "writable": True, "notice": ""})
        who = self._who(request)
        writable, notice = await self._keeps.run(who, self.workshop.cabinet.state)
        return _json({"personal": personal, "writable": writable, "notice": self._told(notice)})

    async def _progress(self, request: Request) -> Response:
        who = self._who(request)
        return _json(self.workshop.progress(who, await _asked(request)))

    async def _open(self, request: Request) -> Response:
        who = self._who(request)
        data = await body_of(request, MAX_FILE, "application/octet-stream", "file")
        name = unquote(request.headers.get("x-text2scene-name", ""))[:200]
        job = request.headers.get("x-text2scene-job", "")
        return _json(await self._draws.run(who, lambda: self.workshop.open(who, data, name, job)))

    async def _import(self, request: Request) -> Response:
        who = self._who(request)
        data = await body_of(request, MAX_LIBRARY, "application/octet-stream", "file")
        return _json(await self._binds.run(who, lambda: self.keeping.bring_in(who.owner, data)))

    def _politely(self, handler: Handler) -> Handler:
        """With every error that a person can mend as one sentence and a status."""

        async def answer(request: Request) -> Response:
            try:
                return await handler(request)
            except StrangerError as error:
                return _json({"error": self._told(error)}, error.status)
            except ClashError as error:
                conflict = {
                    "parts": list(error.parts),
                    "theirs": held_answer(error.theirs),
                    "mine": None if error.mine is None else error.mine.to_dict(),
                }
                return _json({"error": self._told(error), "conflict": conflict}, 409)
            except NotKeptError as error:
                unsaved = held_answer(error.held, saved=False)
                return _json({"error": self._told(error), "unsaved": unsaved}, _status(error.cause))
            except BusyError as error:
                return _json({"error": self._told(error)}, 503, **{"Retry-After": "2"})
            except TooLargeError as error:
                return _json({"error": self._told(error)}, 413)
            except LibraryError as error:
                return _json({"error": self._told(error)}, _status(error))
            except StoryMissingError as error:
                return _json({"error": self._told(error)}, 404)
            except Text2SceneError as error:
                return _json({"error": self._told(error)}, 400)

        return answer

    def _told(self, error: Exception | str) -> str:
        """The sentence; where the library is on the disk is nobody's business but the owner's."""
        return str(error) if self.access.personal else self.workshop.cabinet.placeless(str(error))

    def _who(self, request: Request) -> Who:
        owner = self.access.owner(request.headers)
        return Who(owner, client_of(request))


class _Room:
    """Threads for one kind of work, of which nobody can take all the chairs."""

    def __init__(self, threads: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._inside: Counter[str] = Counter()
        self._lock = threading.Lock()

    async def run(self, who: Who, call: Callable[[], _Result]) -> _Result:
        """What ``call`` gives. Raises BusyError where too many wait."""
        with self._lock:
            if self._inside[who.client] >= _MOST_OF_ONE:
                raise BusyError("You asked for many things at once; wait for the first ones, then go on.")
            if self._inside.total() >= _MOST_WAITING:
                raise BusyError("Very many people are at work right now; please try again in a moment.")
            self._inside[who.client] += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, call)
        finally:
            with self._lock:
                self._inside[who.client] -= 1
                if not self._inside[who.client]:
                    del self._inside[who.client]


async def _asked(request: Request) -> dict[str, Any]:
    body = await body_of(request, MAX_FILE, what="story")
    if len(body) < _LARGE_BODY:
        return read_json(body, MAX_FILE)
    return await asyncio.to_thread(read_json, body, MAX_FILE)  # others are answered meanwhile


def _json(answer: dict[str, Any], status: int = 200, **headers: str) -> Response:
    return JSONResponse(answer, status_code=status, headers={**NEVER, **headers})


def _in_a_header(warnings: Sequence[str]) -> str:
    """A list in JSON, percent-encoded; of very many only the first, for a header cannot be long."""
    shown: list[str] = []
    for warning in warnings:
        if len(quote(json.dumps([*shown, warning], ensure_ascii=False))) > _LONGEST_HEADER:
            shown.append(f"… and {len(warnings) - len(shown)} more.")
            break
        shown.append(warning)
    return quote(json.dumps(shown, ensure_ascii=False))


def _status(error: Text2SceneError) -> int:
    if isinstance(error, StoryMissingError):
        return 404
    return 423 if isinstance(error, LibraryLockedError) else 507
