"""Scenes as SVG: each drawing once, placed by reference, with the Scene carried in the file."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from text2scene.render.canvas import Placement, draw_scene
from text2scene.render.embedded import NAMESPACE, SCENE_ELEMENT, scene_json
from text2scene.render.library import Library, default_library
from text2scene.render.raster import check_scale
from text2scene.scene import Scene

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TITLE_LENGTH = 120


class SvgCanvas:
    """Collects the elements of an SVG document of ``width`` by ``height`` scene pixels.

    Ids in the document begin with ``t2s-`` and depend only on the pictures, so that several
    documents may stand in one page. Each placed object names its id in ``data-object``.
    """

    def __init__(self, width: float, height: float, *, library: Library | None = None) -> None:
        self.width, self.height = width, height
        self.library = library or default_library()
        self._definitions: dict[str, str] = {}
        self._uses: list[str] = []

    def background(self, name: str) -> None:
        vector = self.library.vector("backgrounds", name)
        factor = max(self.width / vector.width, self.height / vector.height)
        left, top = (self.width - vector.width * factor) / 2, (self.height - vector.height * factor) / 2
        reference = self._define(f"background-{name}", vector.body)
        self._uses.append(f'<use xlink:href="#{reference}"{_transform(factor, factor, left, top)}/>')

    def sprite(self, placement: Placement) -> None:
        vector = self.library.vector("sprites", placement.name)
        across, down = placement.width / vector.width, placement.height / vector.height
        left, top = placement.x - placement.width / 2, placement.y - placement.height / 2
        if placement.flip:
            across, left = -across, left + placement.width
        reference = self._define(placement.name, vector.body)
        named = f" data-object={quoteattr(placement.object_id)}" if placement.object_id else ""
        self._uses.append(f'<use xlink:href="#{reference}"{named}{_transform(across, down, left, top)}/>')

    def _define(self, name: str, body: str) -> str:
        reference = f"t2s-{name}"
        self._definitions.setdefault(reference, f'<g id="{reference}">{body}</g>')
        return reference

    def definitions(self) -> str:
        """The drawings, for a ``defs`` element."""
        return "\n".join(self._definitions.values())

    def drawing(self) -> str:
        """The placed background and sprites, from back to front."""
        return "\n".join(self._uses)


def to_svg(
    scene: Scene, scale: float = 1.0, transparent: bool = False, *, library: Library | None = None
) -> str:
    """The scene as an SVG document that carries the Scene and asks nothing of the network.

    scale: 0.25 to 8, the size at which it is shown. ``transparent`` leaves the background out.
    Raises InputError for another scale, or a category, pose or background without a picture.
    """
    library = library or default_library()
    shown = check_scale(scale)
    canvas = SvgCanvas(scene.width, scene.height, library=library)
    draw_scene(scene, canvas, catalog=library.catalog, background=not transparent)
    text = clean_text(scene.text)
    title = " ".join(text.split())
    if len(title) > _TITLE_LENGTH:
        title = title[: _TITLE_LENGTH - 1].rstrip() + "…"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img"'
        f' viewBox="0 0 {scene.width} {scene.height}"'
        f' width="{_plain(scene.width * shown)}" height="{_plain(scene.height * shown)}">\n'
        f"<title>{escape(title) or 'A scene'}</title>\n"
        f"<desc>{escape(text)}</desc>\n"
        f'<metadata><t2s:{SCENE_ELEMENT} xmlns:t2s="{NAMESPACE}">'
        f"{escape(scene_json(scene))}</t2s:{SCENE_ELEMENT}></metadata>\n"
        f"<defs>\n{canvas.definitions()}\n</defs>\n"
        f"{canvas.drawing()}\n</svg>\n"
    )


def clean_text(text: str) -> str:
    """Text with what XML cannot hold shown as a replacement character."""
    return _NOT_XML.sub("\ufffd", text)


def _transform(across: float, down: float, left: float, top: float) -> str:
    """The transform attribute of scaling and then moving; nothing where it changes nothing."""
    if (across, down, left, top) == (1, 1, 0, 0):
        return ""
    return f' transform="matrix({_plain(across)} 0 0 {_plain(down)} {_plain(left)} {_plain(top)})"'


def _plain(value: float) -> str:
    """A number without needless digits: 1, 0.49, 123.456789."""
    return f"{round(value, 6) + 0.0:.10g}"
