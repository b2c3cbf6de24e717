"""Colours and type of the page: paper, ink, and the four colours of the art; light and dark.

Text on its ground keeps a contrast of 4.5 or more. Only fonts of the system are named, so
that nothing is fetched from elsewhere.
"""

from __future__ import annotations

import gradio as gr

_SANS = ("ui-rounded", "Nunito", "Avenir Next", "Segoe UI", "system-ui", "sans-serif")
_MONO = ("ui-monospace", "Menlo", "Consolas", "monospace")

PAPER, CARD, INK, SOFT_INK, LINE = "#FFF6E5", "#FFFDF8", "#3A2E4C", "#6B5E7D", "#EBDCC3"
NIGHT, NIGHT_CARD, MOON, SOFT_MOON, NIGHT_LINE = "#241C33", "#31273F", "#FBEFD9", "#BFB2CC", "#4D4060"
RED, RED_DEEP, TEAL, TEAL_DEEP, TEAL_LIGHT = "#C83F35", "#AC3027", "#3FA7A0", "#1F716C", "#7FD4CD"
YELLOW = "#FBC943"

# Theme variable: (light, dark).
_COLOURS = {
    "body_background_fill": (PAPER, NIGHT),
    "body_text_color": (INK, MOON),
    "body_text_color_subdued": (SOFT_INK, SOFT_MOON),
    "background_fill_primary": (CARD, NIGHT_CARD),
    "background_fill_secondary": (PAPER, NIGHT),
    "border_color_primary": (LINE, NIGHT_LINE),
    "border_color_accent": (TEAL, TEAL),
    "color_accent_soft": ("#E3F3F1", "#2F4A52"),
    "link_text_color": (TEAL_DEEP, TEAL_LIGHT),
    "link_text_color_hover": (INK, MOON),
    "link_text_color_visited": (TEAL_DEEP, TEAL_LIGHT),
    "link_text_color_active": (INK, MOON),
    "block_background_fill": (CARD, NIGHT_CARD),
    "block_border_color": (LINE, NIGHT_LINE),
    "block_info_text_color": (SOFT_INK, SOFT_MOON),
    "block_label_background_fill": (CARD, NIGHT_CARD),
    "block_label_text_color": (INK, MOON),
    "block_title_text_color": (INK, MOON),
    "accordion_text_color": (INK, MOON),
    "input_background_fill": ("#FFFFFF", "#1D1629"),
    "input_background_fill_focus": ("#FFFFFF", "#1D1629"),
    "input_border_color": ("#B9A98D", "#7A6A90"),
    "input_border_color_focus": (TEAL_DEEP, TEAL_LIGHT),
    "input_placeholder_color": ("#7A6C86", "#A99BB8"),
    "checkbox_background_color": ("#FFFFFF", "#1D1629"),
    "checkbox_background_color_selected": (TEAL_DEEP, TEAL_DEEP),
    "checkbox_border_color": ("#8D7F99", "#8D7F99"),
    "checkbox_border_color_selected": (TEAL_DEEP, TEAL_LIGHT),
    "checkbox_label_background_fill": ("transparent", "transparent"),
    "checkbox_label_text_color": (INK, MOON),
    "slider_color": (TEAL_DEEP, TEAL),
    "error_background_fill": ("#FDE3DC", "#4A2230"),
    "error_text_color": ("#8A1F17", "#FFC9C0"),
    "button_primary_background_fill": (RED, RED),
    "button_primary_background_fill_hover": (RED_DEEP, RED_DEEP),
    "button_primary_border_color": (RED, RED),
    "button_primary_text_color": ("#FFFFFF", "#FFFFFF"),
    "button_secondary_background_fill": (YELLOW, YELLOW),
    "button_secondary_background_fill_hover": ("#FFD968", "#FFD968"),
    "button_secondary_border_color": (YELLOW, YELLOW),
    "button_secondary_text_color": (INK, "#2B2139"),
    "button_secondary_text_color_hover": (INK, "#2B2139"),
}
_SHAPES = {
    "block_radius": "20px",
    "container_radius": "20px",
    "input_radius": "14px",
    "button_large_radius": "999px",
    "button_small_radius": "999px",
    "button_large_text_size": "1.06rem",
    "button_large_text_weight": "700",
    "input_text_size": "1.12rem",
    "block_title_text_weight": "700",
    "block_title_text_size": "1rem",
    "block_info_text_size": "0.88rem",
    "layout_gap": "16px",
    "block_border_width": "0px",
    "input_border_width": "2px",
    "color_accent": TEAL,
    "loader_color": TEAL,
}


def theme() -> gr.themes.Base:
    """The page's theme."""
    base = gr.themes.Base(font=list(_SANS), font_mono=list(_MONO))
    colours = {name: light for name, (light, _) in _COLOURS.items()}
    colours |= {f"{name}_dark": dark for name, (_, dark) in _COLOURS.items()}
    return base.set(**colours, **_SHAPES)
