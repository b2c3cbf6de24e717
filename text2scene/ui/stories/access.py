"""Who is asking: the person at this machine, or whoever holds a private link."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from text2scene.library import LOCAL, owner_of

KEY_HEADER = "x-text2scene-key"
_KEY = re.compile(r"[A-Za-z0-9_-]{22,128}\Z")
# What stands between a browser elsewhere and this server says so in one of these.
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class StrangerError(Exception):
    """A request that may not see any stories; ``status`` is 401 or 403."""

    def __init__(self, message: str, status: int = 401) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Access:
    """Decides whose stories a request is about.

    personal: whoever asks from this machine without a key is its owner, whose stories the command line
    has too. Of a key the library knows its SHA-256; the key itself is kept nowhere.
    """

    personal: bool

    def owner(self, headers: Mapping[str, str]) -> str:
        """Whose stories. Raises StrangerError with a sentence for the person."""
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise StrangerError("Only the page of this server may ask for stories.", 403)
        key = headers.get(KEY_HEADER, "")
        if key:
            if not _KEY.match(key):
                raise StrangerError(
                    "This private link is not whole; open the link that you were given again."
                )
            if self.personal:
                self._from_here(headers)
            return owner_of(key)
        if not self.personal or any(name in headers for name in _FORWARDED):
            raise StrangerError("These stories are behind a private link; open the page by yours.")
        self._from_here(headers)
        return LOCAL

    def is_personal(self, headers: Mapping[str, str]) -> bool:
        """Whether the request needs no key."""
        return self.personal and not any(name in headers for name in _FORWARDED)

    def _from_here(self, headers: Mapping[str, str]) -> None:
        """A name of another machine that leads here is a page of somebody else's that tries its luck."""
        host = headers.get("host", "")
        if not is_loopback(urlsplit(f"//{host}").hostname or ""):
            raise StrangerError("Open the page at the address that the server printed when it started.", 403)
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            raise StrangerError("Only the page of this server may ask for stories.", 403)


def is_loopback(host: str) -> bool:
    """Whether a host can be reached from this machine only."""
    if host.rstrip(".").lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
