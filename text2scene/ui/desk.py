"""Where requests wait for the model: one at a time, and turn by turn among those who ask."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from text2scene.errors import Text2SceneError

MOST_WAITING = 240
MOST_OF_ONE = 12
_ENDING = "The program is being ended; open the page again when it runs."


class BusyError(Text2SceneError):
    """Too many requests are waiting; the message says to try again."""


class Desk:
    """Runs calls on one thread of its own, taking turns among clients, first come first served within one.

    The model uses every core that it may use for one scene, so that two at once are no quicker.
    A client with many requests waits for its own, not the others for him. At most
    ``most_waiting`` calls wait in all and ``most_of_one`` of one client.
    """

    def __init__(self, most_waiting: int = MOST_WAITING, most_of_one: int = MOST_OF_ONE) -> None:
        self.most_waiting, self.most_of_one = most_waiting, most_of_one
        self._waiting: OrderedDict[str, deque[tuple[Future[Any], Callable[[], Any]]]] = OrderedDict()
        self._count = 0
        self._closed = False
        self._changed = threading.Condition()
        threading.Thread(target=self._work, name="text2scene-desk", daemon=True).start()

    @property
    def waiting(self) -> int:
        """How many calls wait, without the one that is being worked on."""
        return self._count

    def submit(self, client: str, call: Callable[[], Any]) -> Future[Any]:
        """Have ``call`` run in its turn. Raises BusyError where too many wait already, or it was closed."""
        future: Future[Any] = Future()
        with self._changed:
            if self._closed:
                raise BusyError(_ENDING)
            own = self._waiting.get(client)
            if own is not None and len(own) >= self.most_of_one:
                raise BusyError("You asked for many pictures at once; wait for the first ones, then go on.")
            if self._count >= self.most_waiting:
                raise BusyError("Very many people are drawing right now; please try again in a moment.")
            self._waiting.setdefault(client, deque()).append((future, call))
            self._count += 1
            self._changed.notify()
        return future

    def close(self) -> None:
        """Take nothing more; who waits is told so. The call that is being worked on comes to its end."""
        with self._changed:
            self._closed = True
            waiting = [future for own in self._waiting.values() for future, _ in own]
            self._waiting.clear()
            self._count = 0
        for future in waiting:
            if future.set_running_or_notify_cancel():
                future.set_exception(BusyError(_ENDING))

    def _next(self) -> tuple[Future[Any], Callable[[], Any]]:
        """The oldest call of the client whose turn it is; that client then goes to the end."""
        with self._changed:
            while not self._waiting:
                self._changed.wait()
            client, own = self._waiting.popitem(last=False)
            self._count -= 1
            first = own.popleft()
            if own:
                self._waiting[client] = own
            return first

    def _work(self) -> None:
        while True:
            future, call = self._next()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(call())
            except BaseException as error:
                future.set_exception(error)
