"""The page's own addresses, beside those of Gradio: scripts, drawings, questions, health.

Questions are JSON in a POST and answers are JSON, or a picture; what was wrong is
``{"error": "one sentence"}`` with status 400, 413, 429 or 503. Only JSON is taken, which a
page of somebody else's cannot send without asking first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from text2scene.errors import InputError, Text2SceneError
from text2scene.ui.answers import Answers, opened
from text2scene.ui.checks import MAX_BODY, read_json
from text2scene.ui.desk import BusyError, Desk
from text2scene.ui.opening import MAX_FILE, open_file

if TYPE_CHECKING:
    from text2scene.ui.bundle import Bundle

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
NEVER = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_JSON = "application/json"
MAX_LIBRARY = 128 * 2**20  # bytes of stories that were exported together
LARGE = "/stories/import"


def studio_routes(answers: Answers, bundle: Bundle, desk: Desk) -> list[Route]:
    """The routes; to be matched before those of Gradio."""
    thoughtful = {
        "generate": answers.generate,
        "alternatives": answers.alternatives,
        "edit": answers.edit,
        "fill": answers.fill,
        "play": answers.play,
        "explain": answers.explain,
        "open": answers.open,
    }
    asking = [
        Route(f"/studio/{name}", _asking(desk, call), methods=["POST"]) for name, call in thoughtful.items()
    ]
    return [
        Route("/health", _health(desk)),
        *asking,
        Route("/studio/render", _rendering(answers), methods=["POST"]),
        Route("/studio/open-file", _opening(answers), methods=["POST"]),
        Route("/studio/{version}/bundle.json", _bundled(bundle)),
        Route("/studio/{version}/piece/{name}", _rasters(bundle)),
        Route("/studio/{version}/{file:path}", _scripts(bundle)),
    ]


Handler = Callable[[Request], Awaitable[Response]]


def _health(desk: Desk) -> Handler:
    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok", "waiting": desk.waiting}, headers=NEVER)

    return health


def _asking(desk: Desk, call: Callable[[dict[str, Any]], dict[str, Any]]) -> Handler:
    async def ask(request: Request) -> Response:
        async def answer() -> Response:
            asked = read_json(await body_of(request, MAX_BODY))
            future = desk.submit(client_of(request), lambda: call(asked))
            return JSONResponse(await asyncio.wrap_future(future), headers=NEVER)

        return await _politely(answer)

    return ask


def _rendering(answers: Answers) -> Handler:
    # Pictures are made beside the model, two at a time.
    turns = asyncio.Semaphore(2)

    async def render(request: Request) -> Response:
        async def answer() -> Response:
            asked = read_json(await body_of(request, MAX_BODY))
            async with turns:
                data, kind = await asyncio.to_thread(answers.picture, asked)
            # A picture is for saving; nothing in it may run as a page of this address.
            headers = {**NEVER, "Content-Security-Policy": "sandbox; default-src 'none'"}
            return Response(data, media_type=kind, headers=headers)

        return await _politely(answer)

    return render


def _opening(answers: Answers) -> Handler:
    async def open_it(request: Request) -> Response:
        async def answer() -> Response:
            data = await body_of(request, MAX_FILE, "application/octet-stream")
            found = await asyncio.to_thread(open_file, data, answers.library)
            return JSONResponse(opened(found), headers=NEVER)

        return await _politely(answer)

    return open_it


def _bundled(bundle: Bundle) -> Handler:
    async def send(request: Request) -> Response:
        headers = {**(FOREVER if request.path_params["version"] == bundle.version else NEVER)}
        return Response(bundle.packed, media_type=_JSON, headers={**headers, "Content-Encoding": "gzip"})

    return send


def _rasters(bundle: Bundle) -> Handler:
    async def send(request: Request) -> Response:
        try:
            data = bundle.raster(request.path_params["name"])
        except InputError as error:
            return JSONResponse({"error": str(error)}, status_code=404)
        return Response(data, media_type="image/png", headers=FOREVER)

    return send


def _scripts(bundle: Bundle) -> Handler:
    async def send(request: Request) -> Response:
        found = bundle.scripts.get(request.path_params["file"])
        if found is None:
            return JSONResponse({"error": "There is no such file."}, status_code=404)
        headers = FOREVER if request.path_params["version"] == bundle.version else NEVER
        return Response(found[0], media_type=found[1], headers=headers)

    return send


class TooLargeError(InputError):
    """More bytes than one request may bring."""


async def body_of(request: Request, most: int, kind: str = _JSON, what: str = "scene") -> bytes:
    """The body of a request, of which no more than ``most`` bytes are kept. Raises InputError.

    What is too long is read to its end all the same, so that the answer is heard.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != kind:
        raise InputError(f"The request must be sent as {kind}.")
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > max(most, MAX_FILE):
            break
        if size <= most:
            parts.append(part)
    if size > most:
        raise TooLargeError(f"This is larger than {most // 2**20} MB; send a smaller {what}.")
    return b"".join(parts)


def client_of(request: Request) -> str:
    """Who asks, for taking turns: the address, and the name that each page gives itself."""
    address = request.client.host if request.client else ""
    return f"{address} {request.headers.get('x-text2scene-page', '')[:40]}"


async def _politely(answer: Callable[[], Awaitable[Response]]) -> Response:
    try:
        return await answer()
    except BusyError as error:
        return JSONResponse({"error": str(error)}, status_code=503, headers={**NEVER, "Retry-After": "2"})
    except TooLargeError as error:
        return JSONResponse({"error": str(error)}, status_code=413, headers=NEVER)
    except Text2SceneError as error:
        return JSONResponse({"error": str(error)}, status_code=400, headers=NEVER)


class Guard:
    """Refuses large requests before they are read, and keeps the page out of other people's frames."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"0")
        most = MAX_LIBRARY if scope["path"].endswith(LARGE) else MAX_FILE
        if int(length) > most if length.isdigit() else True:
            answer = JSONResponse({"error": "This request is too large."}, status_code=413)
            await answer(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_GUARDING]
            await send(message)

        await self.app(scope, receive, sending)


_GUARDING = (
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"SAMEORIGIN"),
)


def guard() -> list[Middleware]:
    """The middleware of the server."""
    return [Middleware(Guard)]
