"""Nothing that a story says gets out of its place in a book: no script, no link, no name of a file."""

from __future__ import annotations

import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from tests.books import letters
from text2scene.errors import Text2SceneError
from text2scene.export import save_book
from text2scene.export.text import clean, safe_name
from text2scene.scene import Scene, SceneObject
from text2scene.story.model import CastMember, Page, StoryValue

HOSTILE = {
    "script": "<script>window.caught=1</script>",
    "script across": '"><script>window.caught=1</script>',
    "script in capitals": "<SCRIPT SRC=https://x.test/x.js></SCRIPT>",
    "script without end": "<script>window.caught=1//",
    "script end": "</script><script>window.caught=1</script>",
    "style end": "</style><script>window.caught=1</script>",
    "title end": "</title><script>window.caught=1</script>",
    "textarea end": "</textarea><script>window.caught=1</script>",
    "svg end": "</svg><script>window.caught=1</script>",
    "svg load": "<svg onload=window.caught=1>",
    "svg script": "<svg><script>window.caught=1</script></svg>",
    "svg use": '<svg><use href="https://x.test/x.svg#a"/></svg>',
    "svg foreign": "<svg><foreignObject><iframe src=javascript:window.caught=1></foreignObject></svg>",
    "svg animate": '<svg><animate attributeName="href" to="javascript:window.caught=1"/></svg>',
    "image error": "<img src=x onerror=window.caught=1>",
    "image outside": '<img src="https://x.test/pixel.png">',
    "body load": "<body onload=window.caught=1>",
    "details": "<details open ontoggle=window.caught=1>",
    "attribute": '" onmouseover="window.caught=1" x="',
    "attribute single": "' onfocus='window.caught=1' autofocus='",
    "attribute without quotes": "x onfocus=window.caught=1 autofocus",
    "link": '<a href="javascript:window.caught=1">go</a>',
    "link data": "<a href='data:text/html,<script>window.caught=1</script>'>go</a>",
    "frame": "<iframe srcdoc='<script>parent.caught=1</script>'></iframe>",
    "object": '<object data="https://x.test/x.swf"></object>',
    "form": '<form action="https://x.test"><button>go</button></form>',
    "base": '<base href="https://x.test/">',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://x.test">',
    "stylesheet": '<link rel="stylesheet" href="https://x.test/x.css">',
    "style import": "<style>@import 'https://x.test/x.css';</style>",
    "style url": "background:url(https://x.test/x.png)",
    "style escape": "red;}</style><style>*{display:none}",
    "comment": "--><script>window.caught=1</script><!--",
    "cdata": "]]><script>window.caught=1</script><![CDATA[",
    "processing": "<?xml-stylesheet href='https://x.test/x.xsl'?>",
    "doctype": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "entities": "&lt;script&gt;&#60;script&#62;&amp;&x;",
    "laughs": "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>&b;",
    "template": "{{constructor.constructor('window.caught=1')()}} ${window.caught=1} {0} {lang} %s %(x)s",
    "percent": "%n%n%s%x %PDF-1.4 %%EOF",
    "pdf string": ") Tj ET Q endstream endobj << /S /JavaScript /JS (app.alert(1)) >>",
    "pdf hex": "> Tj ET <41 /OpenAction << /S /URI /URI (https://x.test) >>",
    "pdf end": "endobj\nxref\ntrailer << /Root 1 0 R >>\n%%EOF",
    "pdf launch": "/AA << /O << /S /Launch /F (cmd.exe) >> >>",
    "spreadsheet": '=HYPERLINK("https://x.test";"go")',
    "field": "{ INCLUDEPICTURE https://x.test/x.png }",
    "path up": "../../../../etc/passwd",
    "path windows": "..\\..\\windows\\system32\\x.dll",
    "path root": "/etc/cron.d/x",
    "path drive": "C:\\x:stream",
    "path device": "CON.pdf",
    "path home": "~/.ssh/authorized_keys",
    "null": "a\x00b\x00.exe",
    "controls": "".join(chr(code) for code in range(1, 32)) + "\x7f\x80\x9f",
    "override": "Mike \u202egnp.exe\u202c Jenny",
    "isolate": "\u2066\u2067Mike\u2068 \u2069Jenny",
    "invisible": "M\u200bi\u2060k\ufeffe\u00ad \U000e0041\U000e0042",
    "no characters": "a\ufffe\uffff\ufdd0\U0001ffffb",
    "lone half": "a\ud800b\udfffc",
    "separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "accents": "Z\u0351\u036b" * 3 + "a" + "\u0300" * 200,
    "long word": "x" * 250,
    "many lines": "\n" * 200 + "end",
    "right to left": "\u05d0" * 60 + "<b>" + "\u0627" * 60,
    "shell": "$(touch /tmp/caught) `id`; rm -rf / | cat & x",
    "sql": "'; DROP TABLE stories; --",
    "json": '"},"pages":[{"__proto__":{"caught":1}}]',
    "emoji": "👨\u200d👩\u200d👧 🏳️\u200d🌈 🇩🇪",
    "digits": "𝟙²٣௧",
    "namespace": 'xmlns:x="urn:x" x:script epub:type="x" onload',
}


def hostile_story(text: str) -> StoryValue:
    """A story that says ``text`` wherever a story can say anything."""
    name = text.strip()[:80] or "x"
    scene = Scene(
        (
            SceneObject("mike", "mike", 150, 260, extra={"note": text, "onload": text}),
            SceneObject("dog", "dog", 350, 320),
        ),
        text=text,
        notes=({"kind": "unknown_word", "word": text, "message": text},),
        extra={"script": text},
    )  # fmt: skip
    said = f'{text} "{text}" says Mike.'
    pages = (
        Page("p1", text, scene, chapter=text, extra={"x": text}),
        Page("p2", said, scene, layout="over"),
        Page("con", text, scene, layout="beside", place=text[:80]),
    )
    cast = (CastMember(name, "mike", "mike"), CastMember(name + "x"[: 80 - len(name)], "dog", "dog"))
    return StoryValue(text[:300], pages, cast, author=text[:300], extra={"x": text})


def test_there_are_enough_kinds():
    assert len(HOSTILE) >= 48


# -- what may be in a file -------------------------------------------------------------------

TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "svg",
    "defs",
    "g",
    "path",
    "circle",
    "ellipse",
    "rect",
    "line",
    "polyline",
    "polygon",
    "clippath",
    "use",
    "main",
    "section",
    "figure",
    "div",
    "p",
    "h1",
    "h2",
    "header",
    "nav",
    "button",
    "output",
    "script",
}


class Outline(HTMLParser):
    """Every element and attribute of an HTML file, and the text outside style and script."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.inside: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data) -> None:
        if not {"style", "script"} & set(self.inside):
            self.text.append(data)


def check_attributes(tag: str, attributes: dict[str, str]) -> None:
    for key, value in attributes.items():
        plain = key.rpartition("}")[2].lower()
        assert not plain.startswith("on"), (tag, key)
        assert plain not in ("srcdoc", "formaction", "action", "data", "ping", "autofocus"), (tag, key)
        if plain in ("href", "src"):
            assert re.fullmatch(r"#[\w.-]+|[a-z]+-\d+\.(?:xhtml|svg)(?:#p\d+)?|style\.css", value), (
                tag,
                value,
            )
        if plain == "style":
            assert "url(" not in value.replace("url(#", ""), value
            assert "<" not in value


def check_xml(data: bytes, tags: set[str]) -> str:
    """Check one XML file; the text in it."""
    assert b"<!ENTITY" not in data
    assert b"<?xml-stylesheet" not in data
    root = ElementTree.fromstring(data)
    for element in root.iter():
        tag = element.tag.rpartition("}")[2].lower()
        assert tag in tags, tag
        check_attributes(tag, element.attrib)
    return "".join(root.itertext())


def shown(text: str) -> str:
    return letters(clean(text))


@pytest.mark.parametrize("kind", HOSTILE)
def test_html_shows_it_as_text_and_holds_no_element_of_its_own(tmp_path, kind):
    path = tmp_path / "book.html"
    save_book(hostile_story(HOSTILE[kind]), path)
    outline = Outline()
    outline.feed(path.read_text(encoding="utf-8"))
    assert {tag for tag, _ in outline.elements} <= TAGS
    assert [tag for tag, _ in outline.elements].count("script") == 1
    assert [tag for tag, _ in outline.elements].count("style") == 1
    assert [tag for tag, _ in outline.elements].count("meta") == 4
    for tag, attributes in outline.elements:
        check_attributes(tag, attributes)
    assert shown(HOSTILE[kind])[:60] in letters("".join(outline.text))


@pytest.mark.parametrize("kind", HOSTILE)
def test_epub_is_well_formed_and_its_names_are_numbers(tmp_path, kind):
    path = tmp_path / "book.epub"
    save_book(hostile_story(HOSTILE[kind]), path)
    xhtml = TAGS - {"script", "style"} | {"img", "link", "br", "ol", "li", "a", "span"}
    package = {
        "package",
        "metadata",
        "identifier",
        "title",
        "language",
        "creator",
        "meta",
        "manifest",
        "item",
        "spine",
        "itemref",
    }
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            assert re.fullmatch(
                r"mimetype|META-INF/container\.xml|book/(?:nav\.xhtml|package\.opf|style\.css|cover\.png"
                r"|page-\d{4}\.xhtml|picture-\d{4}\.svg|fonts/[A-Za-z]+-(?:Regular|Bold)\.ttf)",
                name,
            ), name
        check_xml(re.sub(rb' href="[a-z0-9./-]+"', b"", book.read("book/package.opf").lower()), package)
        text = "".join(
            check_xml(book.read(name), xhtml)
            for name in sorted(book.namelist())
            if name.endswith("page-0001.xhtml")
        )
        for name in book.namelist():
            if name.endswith((".svg", ".xhtml")):
                check_xml(book.read(name), xhtml)
    assert shown(HOSTILE[kind])[:60] in letters(text)


@pytest.mark.parametrize("kind", HOSTILE)
def test_pdf_has_no_action_and_reads_as_written(tmp_path, kind):
    path = tmp_path / "book.pdf"
    save_book(hostile_story(HOSTILE[kind]), path, page_numbers=False)
    reader = PdfReader(path, strict=True)
    allowed = {
        "Type",
        "Pages",
        "Lang",
        "MarkInfo",
        "StructTreeRoot",
        "ViewerPreferences",
        "Metadata",
        "Outlines",
    }
    assert {key[1:] for key in reader.trailer["/Root"]} == allowed
    for number in range(1, reader.trailer["/Size"]):
        inside = IndirectObject(number, 0, reader).get_object()
        if isinstance(inside, DictionaryObject):
            forbidden = {
                "/JS",
                "/JavaScript",
                "/AA",
                "/OpenAction",
                "/URI",
                "/Launch",
                "/EmbeddedFile",
                "/Annots",
            }
            assert not forbidden & set(inside), inside
            assert inside.get("/S") not in ("/JavaScript", "/URI", "/Launch", "/GoToR", "/SubmitForm")
    ElementTree.fromstring(reader.trailer["/Root"]["/Metadata"].get_data())
    if kind not in ("right to left", "emoji", "accents", "digits"):  # whose order or shapes readers guess
        text = letters("".join(page.extract_text() for page in reader.pages))
        assert shown(HOSTILE[kind])[:60] in text


@pytest.mark.parametrize("kind", HOSTILE)
def test_slides_refer_to_nothing_outside(tmp_path, kind):
    from pptx import Presentation

    path = tmp_path / "book.pptx"
    save_book(hostile_story(HOSTILE[kind]), path, scale=0.5)
    with zipfile.ZipFile(path) as deck:
        for name in deck.namelist():
            assert ".." not in name
            assert not name.startswith("/")
            if name.endswith((".xml", ".rels")):
                data = deck.read(name)
                ElementTree.fromstring(data)
                assert b"<!ENTITY" not in data
                assert b'TargetMode="External"' not in data
                assert b"hlinkClick" not in data
    texts = [
        shape.text_frame.text
        for slide in Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    assert shown(HOSTILE[kind])[:60] in letters("".join(texts))


@pytest.mark.parametrize("kind", HOSTILE)
def test_pages_in_a_zip_have_safe_names_and_harmless_drawings(tmp_path, kind):
    path = tmp_path / "book.zip"
    save_book(hostile_story(HOSTILE[kind]), path, scale=0.5)
    drawn = TAGS - {"script", "style", "html", "body"} | {"desc"}
    with zipfile.ZipFile(path) as pages:
        for name in pages.namelist():
            assert re.fullmatch(r"page-\d{3}\.(?:png|svg)|text\.txt", name)
            if name.endswith(".svg"):
                check_xml(pages.read(name), drawn)
        assert shown(HOSTILE[kind])[:60] in letters(pages.read("text.txt").decode())


@pytest.mark.parametrize("ending", ["gif", "webp"])
def test_moving_pictures_of_all_of_it_are_made(tmp_path, ending):
    path = tmp_path / f"book.{ending}"
    pages = tuple(Page(f"p{n}", text, Scene()) for n, text in enumerate(list(HOSTILE.values())[::4]))
    save_book(StoryValue("<b>", pages), path, scale=0.5, seconds=0.5)
    assert path.stat().st_size > 1000


def test_nothing_of_it_runs_in_a_browser(browser, tmp_path):
    pages = tuple(
        Page(f"p{n}", f'{text}\n"{text}" says Mike.', hostile_story(text).pages[0].scene, chapter=text)
        for n, text in enumerate(HOSTILE.values())
    )
    title = "".join(HOSTILE[kind] for kind in ("title end", "script end", "attribute"))
    path = tmp_path / "book.html"
    save_book(StoryValue(title, pages, (CastMember("Mike", "mike", "mike"),), author=title), path)
    page = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    sheets = page.locator(".page").count()
    assert sheets > len(pages)
    for _ in range(sheets):
        page.keyboard.press("ArrowRight")
    assert page.inner_text("#count") == f"{sheets} / {sheets}"
    assert page.evaluate("window.caught") is None
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert complaints == []
    page.close()


def test_a_script_that_were_there_would_not_run(browser, tmp_path):
    """The second wall: the book's own rules let no other script run, nor anything be fetched."""
    path = tmp_path / "book.html"
    save_book(hostile_story("x"), path)
    broken = path.read_text(encoding="utf-8").replace(
        "</main>", "<img src=x onerror='window.caught=1'><script>window.caught=1</script></main>"
    )
    path.write_text(broken, encoding="utf-8")
    page = browser.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_timeout(200)
    assert page.evaluate("window.caught") is None
    assert not [url for url in asked if url.endswith("/x")]
    page.close()


@pytest.mark.parametrize(
    "text", ["../../x", "CON", "a/b\\c", "", "\x00", "Ärger im Öl", "..", "🐻", "x" * 500]
)
def test_names_of_files_made_of_titles_are_plain(text):
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?", safe_name(text))


@pytest.mark.parametrize(
    "change",
    [
        {"pages": [{"id": "../x", "text": "", "scene": {}}]},
        {"pages": [{"id": "p", "text": {"a": 1}, "scene": {}}]},
        {"pages": "no"},
        {"lang": "en\"><script>"},
        {"lang": "x" * 99},
        {"title": "x" * 999},
        {"cast": [{"name": "", "category": "mike", "id": "mike"}]},
        {"cast": [{"name": "x", "category": "<b>", "id": "mike"}]},
    ],
)  # fmt: skip
def test_a_story_that_is_none_is_refused_in_one_sentence(change):
    document = {"format": "text2scene-story/1", "title": "x", "pages": [], **change}
    with pytest.raises(Text2SceneError) as caught:
        StoryValue.from_json(json.dumps(document))
    assert len(str(caught.value)) < 300
    assert Path(__file__).name not in str(caught.value)
