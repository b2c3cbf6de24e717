"""A book as PDF: vector pictures, embedded fonts, a tagged structure with alternative texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from text2scene.export.bubbles import Bubble
from text2scene.export.options import BLEED
from text2scene.export.paths import Step, rounded
from text2scene.export.pdf_art import PdfArt, matrix_operator, path_operators
from text2scene.export.pdf_file import Name, PdfFile, Ref, Value, number
from text2scene.export.pdf_text import PdfFonts
from text2scene.export.sheets import INK, Book, Panel, Picture, Sheet, Text
from text2scene.export.typeset import Line, paragraphs_of

PRODUCER = "text2scene"
_ROLES = {"title": "H1", "chapter": "H2", "author": "P", "text": "P"}


@dataclass
class _Tags:
    """The structure of the document, as it grows."""

    file: PdfFile
    root: Ref
    document: Ref
    sections: list[Ref] = field(default_factory=list)
    parents: list[list[Ref]] = field(default_factory=list)


@dataclass
class _PageTags:
    """The marked contents of one page."""

    page: Ref
    section: Ref
    elements: list[Ref] = field(default_factory=list)


def write_pdf(book: Book, path: Path) -> None:
    """Write the book to ``path``. Raises InputError for a piece without a picture."""
    with path.open("wb") as out:
        _Writer(book, PdfFile(out)).write()


class _Writer:
    def __init__(self, book: Book, file: PdfFile) -> None:
        self.book, self.file = book, file
        self.bleed = BLEED if book.options.bleed else 0.0
        self.art = PdfArt(file, book.library)
        self.fonts = PdfFonts(file)
        self.pages: list[Ref] = []
        self.tree = file.reserve()
        self.tags = _Tags(file, file.reserve(), file.reserve())

    def write(self) -> None:
        for sheet in self.book.sheets:
            self._page(sheet)
        file, book = self.file, self.book
        file.add({"Type": Name("Pages"), "Kids": self.pages, "Count": len(self.pages)}, self.tree)
        self._resources()
        self._structure()
        direction = {"Direction": Name("R2L")} if book.leftward else {}
        catalog: dict[str, Value] = {
            "Type": Name("Catalog"),
            "Pages": self.tree,
            "Lang": book.lang,
            "MarkInfo": {"Marked": True},
            "StructTreeRoot": self.tags.root,
            "ViewerPreferences": {"DisplayDocTitle": True, **direction},
            "Metadata": file.stream(
                _metadata(book).encode("utf-8"), {"Type": Name("Metadata"), "Subtype": Name("XML")}
            ),
            "Outlines": self._outline(),
        }
        info: dict[str, Value] = {"Title": book.title, "Producer": PRODUCER, "Creator": PRODUCER}
        if book.author:
            info["Author"] = book.author
        file.close(file.add(catalog), file.add(info))

    def _resources(self) -> None:
        resources: dict[str, Value] = {
            "Font": self.fonts.write(),
            "XObject": self.art.forms,
            "ExtGState": self.art.states,
        }
        self.file.add(resources, self.art.resources)

    # -- pages -------------------------------------------------------------------------

    def _page(self, sheet: Sheet) -> None:
        page, section = self.file.reserve(), self.file.reserve()
        marks = _PageTags(page, section)
        width, height = self.book.size
        bleed = self.bleed
        parts = [matrix_operator((1.0, 0.0, 0.0, -1.0, bleed, height + bleed))]
        if sheet.colour != "#FFFFFF":
            box = (-bleed, -bleed, width + 2 * bleed, height + 2 * bleed)
            parts.append(_artifact(self._filled(rounded(*box, 0.0), sheet.colour, 1.0)))
        if sheet.picture is not None:
            parts.append(self._picture(sheet.picture, sheet.bubbles, marks))
        for panel in sheet.panels:
            parts.append(_artifact(self._panel(panel)))
        for text in sheet.texts:
            parts.append(self._text(text, marks))
        content = self.file.stream("\n".join(parts).encode("ascii"))
        self.file.add(self._page_object(content, len(self.tags.parents)), page)
        self.pages.append(page)
        self.tags.parents.append(marks.elements)
        self.tags.sections.append(section)
        self.file.add(
            {
                "Type": Name("StructElem"),
                "S": Name("Sect"),
                "P": self.tags.document,
                "Pg": page,
                "K": marks.elements,
            },
            section,
        )

    def _page_object(self, content: Ref, index: int) -> dict[str, Value]:
        width, height = self.book.size
        bleed = self.bleed
        whole = [0, 0, width + 2 * bleed, height + 2 * bleed]
        trim = [bleed, bleed, width + bleed, height + bleed]
        return {
            "Type": Name("Page"),
            "Parent": self.tree,
            "MediaBox": whole,
            "BleedBox": whole,
            "TrimBox": trim,
            "Resources": self.art.resources,
            "Contents": content,
            "StructParents": index,
            "Tabs": Name("S"),
            "Group": {"S": Name("Transparency"), "CS": Name("DeviceRGB")},
        }

    def _picture(self, picture: Picture, bubbles: tuple[Bubble, ...], marks: _PageTags) -> str:
        options = self.book.options
        x, y, width, height = picture.box
        inside = [
            "q",
            path_operators(rounded(x, y, width, height, picture.radius)),
            "W n",
            matrix_operator((picture.scale, 0.0, 0.0, picture.scale, x, y)),
            self.art.drawing(picture.scene, shadows=options.shadows, haze=options.haze),
            "Q",
        ]
        box = [x + self.bleed, self.book.size[1] + self.bleed - y - height]
        about: dict[str, Value] = {
            "A": {"O": Name("Layout"), "BBox": [*box, box[0] + width, box[1] + height]}
        }
        parts = [self._marked("Figure", "\n".join(inside), marks, picture.alt, about)]
        for bubble in bubbles:
            parts.append(self._bubble(bubble, picture, marks))
        return "\n".join(parts)

    def _bubble(self, bubble: Bubble, picture: Picture, marks: _PageTags) -> str:
        steps = bubble.path()
        scale = picture.scale
        place = matrix_operator((scale, 0.0, 0.0, scale, *picture.box[:2]))
        shape = f"{_colours(INK, 'RG')} 1 1 1 rg 1.3 w 1 j\n{path_operators(steps)}\nB"
        lines = "\n".join(self.fonts.line(line) for line in bubble.block.lines)
        words = f"q {place}\n{_colours(INK, 'rg')}\n{lines}\nQ"
        return f"{_artifact(f'q {place}{chr(10)}{shape} Q')}\n{self._marked('P', words, marks)}"

    def _panel(self, panel: Panel) -> str:
        return self._filled(rounded(*panel.box, panel.radius), panel.colour, panel.opacity)

    def _filled(self, steps: list[Step], colour: str, opacity: float) -> str:
        state = f"/{self.art.state(opacity, 1.0)} gs " if opacity < 1 else ""
        return f"q {state}{_colours(colour, 'rg')}\n{path_operators(steps)}\nf Q"

    def _text(self, text: Text, marks: _PageTags) -> str:
        if text.role == "number":
            inside = f"{_colours(text.colour, 'rg')}\n{self._lines(list(text.block.lines))}"
            return f"/Artifact << /Type /Pagination >> BDC\nq\n{inside}\nQ\nEMC"
        parts = []
        for lines in paragraphs_of(text.block):
            inside = f"q {_colours(text.colour, 'rg')}\n{self._lines(lines)}\nQ"
            parts.append(self._marked(_ROLES[text.role], inside, marks))
        return "\n".join(parts)

    def _lines(self, lines: list[Line]) -> str:
        return "\n".join(self.fonts.line(line) for line in lines)

    def _marked(
        self, kind: str, inside: str, marks: _PageTags, alt: str = "", about: dict[str, Value] | None = None
    ) -> str:
        """Contents marked as an element of the structure."""
        index = len(marks.elements)
        element: dict[str, Value] = {
            "Type": Name("StructElem"), "S": Name(kind), "P": marks.section, "Pg": marks.page, "K": index,
            **(about or {}),
        }  # fmt: skip
        if alt:
            # Descriptions are English, whatever the story is.
            element |= {"Alt": alt, "Lang": "en"}
        marks.elements.append(self.file.add(element))
        return f"/{kind} << /MCID {index} >> BDC\n{inside}\nEMC"

    # -- the rest ----------------------------------------------------------------------

    def _structure(self) -> None:
        tags = self.tags
        rows: list[Value] = []
        for index, elements in enumerate(tags.parents):
            rows += [index, elements]
        self.file.add(
            {
                "Type": Name("StructElem"),
                "S": Name("Document"),
                "P": tags.root,
                "K": tags.sections,
                "Lang": self.book.lang,
            },
            tags.document,
        )
        tree = self.file.add({"Nums": rows})
        self.file.add(
            {
                "Type": Name("StructTreeRoot"),
                "K": [tags.document],
                "ParentTree": tree,
                "ParentTreeNextKey": len(tags.parents),
            },
            tags.root,
        )

    def _outline(self) -> Ref:
        """Bookmarks: the chapters, or where there are none the pages by their first words."""
        entries = contents(self.book)
        root = self.file.reserve()
        refs = [self.file.reserve() for _ in entries]
        for place, (label, index) in enumerate(entries):
            item: dict[str, Value] = {
                "Title": label,
                "Parent": root,
                "Dest": [self.pages[index], Name("Fit")],
            }
            if place:
                item["Prev"] = refs[place - 1]
            if place + 1 < len(refs):
                item["Next"] = refs[place + 1]
            self.file.add(item, refs[place])
        about: dict[str, Value] = {"Type": Name("Outlines"), "Count": len(refs)}
        if refs:
            about |= {"First": refs[0], "Last": refs[-1]}
        return self.file.add(about, root)


def contents(book: Book) -> list[tuple[str, int]]:
    """A table of contents: (label, index of the sheet), of the title and the chapters or all pages."""
    chapters = any(sheet.chapter for sheet in book.sheets)
    found = []
    for index, sheet in enumerate(book.sheets):
        if sheet.kind == "title":
            found.append((book.title, index))
        elif sheet.kind == "page" and (sheet.chapter or not chapters):
            found.append((sheet.chapter or _first_words(sheet), index))
    return found


def _first_words(sheet: Sheet) -> str:
    text = next((text.block.text for text in sheet.texts if text.role == "text"), "")
    words = text.split()
    short = " ".join(words[:6])[:60]
    return f"{sheet.number}  {short}{'…' if len(words) > 6 else ''}".strip()


def _artifact(inside: str) -> str:
    return f"/Artifact BMC\n{inside}\nEMC"


def _colours(colour: str, operator: str) -> str:
    values = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return f"{' '.join(number(value) for value in values)} {operator}"


def _metadata(book: Book) -> str:
    author = (
        f"<dc:creator><rdf:Seq><rdf:li>{escape(book.author)}</rdf:li></rdf:Seq></dc:creator>"
        if book.author
        else ""
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(book.title)}</rdf:li></rdf:Alt></dc:title>'
        f"{author}<dc:language><rdf:Bag><rdf:li>{escape(book.lang)}</rdf:li></rdf:Bag></dc:language>"
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
