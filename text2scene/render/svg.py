"""Scenes as SVG: each drawing once, placed by reference, with the Scene carried in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from text2scene.colours import channels
from text2scene.render.canvas import Placement, draw_scene
from text2scene.render.embedded import NAMESPACE, SCENE_ELEMENT, scene_json
from text2scene.render.library import Library, default_library
from text2scene.render.raster import check_scale
from text2scene.render.shadows import COLOUR, LAYERS, Shadow
from text2scene.scene import Scene
from text2scene.vectors import Vector, prefixed

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TITLE_LENGTH = 120
_COLOURED = re.compile(r'\b(fill|stroke)="(#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3})"')


class SvgCanvas:
    """Collects the elements of an SVG document of ``width`` by ``height`` scene pixels.

    Ids in the document begin with ``t2s-`` and depend only on the pictures, so that several
    documents may stand in one page. Each placed object names its id in ``data-object``, its
    shadow names it in ``data-shadow``.
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

    def shadow(self, shadow: Shadow) -> None:
        ellipses = self.shadow_body(shadow.strength)
        reference = self._define(f"shadow-{shadow.strength:g}".replace(".", "_"), ellipses)
        named = f" data-shadow={quoteattr(shadow.object_id)}" if shadow.object_id else ""
        shape = _transform(shadow.width / 2, shadow.height / 2, shadow.x, shadow.y)
        self._uses.append(f'<use xlink:href="#{reference}"{named}{shape}/>')

    @staticmethod
    def shadow_body(strength: float) -> str:
        """The elements of a shadow of this strength, around the origin, 1 to the edge."""
        return "".join(
            f'<circle r="{share:g}" fill="{COLOUR}" fill-opacity="{_plain(opacity * strength)}" />'
            for share, opacity in LAYERS
        )

    def sprite(self, placement: Placement) -> None:
        name, vector = self.sprite_drawing(placement)
        across, down = placement.width / vector.width, placement.height / vector.height
        left, top = placement.x - placement.width / 2, placement.y - placement.height / 2
        if placement.flip:
            across, left = -across, left + placement.width
        reference = self._define(name, vector.body)
        named = f" data-object={quoteattr(placement.object_id)}" if placement.object_id else ""
        self._uses.append(f'<use xlink:href="#{reference}"{named}{_transform(across, down, left, top)}/>')

    def sprite_drawing(self, placement: Placement) -> tuple[str, Vector]:
        """A sprite's drawing in its style and haze, and a name that no other drawing has."""
        name, vector = self.library.styled_vector(placement.name, placement.style)
        if not placement.haze:
            return name, vector
        far = f"{name}-{placement.air[1:].lower()}{placement.haze * 100:.0f}"
        if vector.raster:
            body = _filtered(vector.body, prefixed("haze", far), placement.haze, placement.air)
        else:
            body = vector.body.replace(prefixed("", name), prefixed("", far))
            body = _hazed(body, placement.haze, placement.air)
        return far, replace(vector, body=body)

    def _define(self, name: str, body: str) -> str:
        reference = f"t2s-{name}"
        self._definitions.setdefault(reference, f'<g id="{reference}">{body}</g>')
        return reference

    @property
    def drawings(self) -> Mapping[str, str]:
        """The drawings by their ids, so that several documents can share them."""
        return self._definitions

    def definitions(self) -> str:
        """The drawings, for a ``defs`` element."""
        return "\n".join(self._definitions.values())

    def drawing(self) -> str:
        """The placed background and sprites, from back to front."""
        return "\n".join(self._uses)


def _hazed(body: str, haze: float, air: str) -> str:
    """The elements of a drawing with all colours moved by ``haze`` towards ``air``."""

    def moved(found: re.Match[str]) -> str:
        colour = found[2] if len(found[2]) == 7 else "#" + "".join(2 * digit for digit in found[2][1:])
        pairs = zip(channels(colour), channels(air), strict=True)
        digits = "".join(f"{round(own + (far - own) * haze):02X}" for own, far in pairs)
        return f'{found[1]}="#{digits}"'

    return _COLOURED.sub(moved, body)


def _filtered(body: str, identifier: str, haze: float, air: str) -> str:
    """An embedded picture with all colours moved by ``haze`` towards ``air``."""
    rows = []
    for channel, colour in enumerate(channels(air)):
        weights = [0.0, 0.0, 0.0, 0.0, colour / 255 * haze]
        weights[channel] = 1 - haze
        rows += weights
    values = " ".join(_plain(value) for value in (*rows, 0, 0, 0, 1, 0))
    matrix = f'<feColorMatrix values="{values}"/>'
    place = 'x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB"'
    return f'<filter id="{identifier}" {place}>{matrix}</filter><g filter="url(#{identifier})">{body}</g>'


def to_svg(
    scene: Scene,
    scale: float = 1.0,
    transparent: bool = False,
    *,
    shadows: bool = True,
    haze: bool = True,
    library: Library | None = None,
) -> str:
    """The scene as an SVG document that carries the Scene and asks nothing of the network.

    scale: 0.25 to 8, the size at which it is shown. ``transparent`` leaves the background out.
    shadows, haze: as of :func:`text2scene.render.to_image`.
    Raises InputError for another scale, or a category, pose or background without a picture.
    """
    library = library or default_library()
    shown = check_scale(scale)
    canvas = SvgCanvas(scene.width, scene.height, library=library)
    draw_scene(scene, canvas, catalog=library.catalog, background=not transparent, shadows=shadows, haze=haze)
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
