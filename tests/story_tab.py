"""Visiting the Story tab in a real browser: what its tests share."""

from __future__ import annotations

import json
import urllib.request

from pages import Visit

STORY = "document.querySelector('#t2s-story').story"
KITE = (
    "Mia is the girl. Tom is the boy.\n\n"
    "Mia is in the park. She has a kite.\n\n"
    "Tom comes along. He wears a blue cap.\n\n"
    "They see a dog. The dog is happy."
)


class StoryVisit(Visit):
    """One visit to the Story tab, with what the tests do there."""

    def open(self, path: str = "/#story"):
        page = self.context.new_page()
        page.set_default_timeout(20_000)
        page.on("request", lambda sent: self.asked.append(sent.url))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("dialog", lambda dialog: (self.troubles.append(dialog.message), dialog.dismiss()))
        page.goto(self.address + path)
        page.wait_for_selector(".s-ready")
        return page

    # -- looking -------------------------------------------------------------------------

    def story(self, expression: str, argument=None, page=None):
        """The value of a JavaScript expression in which ``story`` is the tab's own."""
        return (page or self.page).evaluate(
            f"(argument) => {{ const story = {STORY}; return {expression} }}", argument
        )

    def ask(self, name: str, **question) -> dict:
        """What the server answers, past the page."""
        data = json.dumps(question).encode()
        asked = urllib.request.Request(
            f"{self.address}/stories/{name}", data, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(asked) as answer:
            return json.load(answer)

    def held(self, ident: str | None = None) -> dict:
        """The story as the library has it."""
        return self.ask("get", id=ident or self.id)

    @property
    def id(self) -> str:
        return self.story("story.work.held.id")

    def texts(self, page=None) -> list[str]:
        return [text.strip() for text in (page or self.page).locator(".s-card-text").all_inner_texts()]

    def saved(self, page=None) -> None:
        """Until everything is acknowledged."""
        page = page or self.page
        page.wait_for_function(f"{STORY}.work.idle && {STORY}.work.state === 'saved'")

    def toast(self) -> str:
        self.page.wait_for_selector("#story-toast:not([hidden])")
        return self.page.inner_text("#story-toast")

    # -- doing ---------------------------------------------------------------------------

    def write(self, text: str = KITE, title: str = "The kite") -> str:
        """A story written on the page; its id."""
        self.page.click("#story-new-write")
        self.page.fill("#story-name", title)
        self.page.fill("#story-text", text)
        self.page.click("#story-make-book")
        self.page.wait_for_selector("#story-strip [data-page]")
        self.saved()
        return self.id

    def page_at(self, number: int, page=None) -> str:
        """Open a page, counted from 1; its id."""
        page = page or self.page
        if self.story("story.screen", page=page) == "page":
            page.click("#story-back")
        page.click(f"#story-strip > li:nth-child({number}) .s-card")
        page.wait_for_selector("#story-page:not([hidden])")
        return self.story("story.page.id", page=page)

    def reload(self, page=None) -> None:
        page = page or self.page
        page.reload()
        page.wait_for_selector(".s-ready")
        page.wait_for_function(f"{STORY}.screen !== 'none'")

    def type(self, text: str, page=None) -> None:
        """Another text for the page that is shown large."""
        (page or self.page).fill("textarea.s-sheet-text >> visible=true", text)
