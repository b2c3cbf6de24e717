"""``text2scene tale``."""

from __future__ import annotations

import argparse
import sys
import textwrap
from pathlib import Path

from text2scene.errors import InputError
from text2scene.files import write_text
from text2scene.tale import Tale, options, start

ENDINGS = (".txt", ".json")
_WIDTH = 80


def tale(args: argparse.Namespace) -> int:
    """Make up a tale, alone or together with whoever sits at the terminal; print it, and write it."""
    if args.list:
        _list_options(args.theme)
        return 0
    if args.out is not None and Path(args.out).suffix.lower() not in ENDINGS:
        raise InputError(
            f"Cannot tell the format of {args.out}; use one of the endings {', '.join(ENDINGS)}."
        )
    if args.ask and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError("There is no terminal to ask at; leave out --ask, and the seed chooses.")
    names = {"hero": args.hero_name or "", "companion": args.companion_name or ""}
    told = start(args.theme, args.hero, args.companion, args.wish, args.mood, names, args.seed)
    told = _together(told) if args.ask else told.finish()
    if not args.ask:
        print(f"{told.title}\n\n{_wrapped(told.text)}")
    if args.out is not None:
        as_json = Path(args.out).suffix.lower() == ".json"
        write_text(args.out, told.to_json() + "\n" if as_json else f"{told.title}\n\n{told.text}\n")
        print(f"{args.out}: {len(told.pages)} pages, seed {told.seed}", file=sys.stderr)
    return 0


def _together(told: Tale) -> Tale:
    """After each page, the three ways to go on; b goes one page back."""
    print(f"{told.title}\n\n{_wrapped(told.pages[-1].text)}\n")
    while not told.finished:
        for number, choice in enumerate(told.choices, 1):
            print(f"  {number}  {choice.text}")
        answer = _answer("1, 2 or 3 (Enter: a surprise, b: back, q: the end on its own)? ")
        if answer == "q":
            rest = told.finish()
            for page in rest.pages[len(told.pages) :]:
                print(f"\n{_wrapped(page.text)}")
            return rest
        if answer == "b":
            told = told.back(max(1, len(told.pages) - 1))
        elif answer == "":
            told = told.go_on()
        elif answer in ("1", "2", "3"):
            told = told.choose(int(answer) - 1)
        else:
            print("Please type 1, 2, 3, b, q, or nothing.")
            continue
        print(f"\n{_wrapped(told.pages[-1].text)}\n")
    return told


def _answer(question: str) -> str:
    try:
        return input(question).strip().lower()
    except EOFError:
        return "q"


def _wrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(page, _WIDTH) for page in text.split("\n\n"))


def _list_options(theme: str | None) -> None:
    for argument, choices in options(theme).items():
        print(f"--{argument}")
        for option in choices:
            print(f"  {option.value:<12}{option.label}")
