"""The clip art at development time: from SVG sources to the atlas that scenes are drawn with."""
