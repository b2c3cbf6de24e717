"""How many there should be: "one cloud is enough", "too many ducks", "I only want two dogs"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.commands.patterns import groups_of, pattern
from text2scene.language.facts import Change, Span
from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun, nouns_and_marks
from text2scene.language.reading import Reader

_ONLY = "(?:only|just|exactly|no more than|at most|not more than)"
_THERE = "(?:here |there |in (?:the|this) (?:picture|scene) |, please |please |left |in total )*"
_WANTING = (
    "(?:(?:i|we) (?:'d |would |also |really |do )?(?:want|like|need|prefer|have|love)(?: to have| to see)?"
    "|i want|i would like|i 'd like|we need|i need|we want)"
)
_EXACT = tuple(
    pattern(text, "")
    for text in (
        rf"{_ONLY} {{n}}(?: please| left)?",
        rf"(?:{_WANTING}|keep|leave|show|have|let there be|make it|draw|there (?:should|must|can|may|are to|is to) be) {_ONLY} {{n}}(?: please| left)?",
        rf"(?:i|we) {_ONLY} (?:want|need|like) {{n}}",
        r"there (?:should|must|can) (?:only|just) be {n}(?: left)?",
        r"(?:make (?:it|that|them)|there (?:should|must) be|let it be|change (?:it|that) to) {n}(?: instead| please)?",
        r"{n} (?:is|are|would be|will be|should be|'s|seems) (?:more than |quite |good |plenty |just )?(?:enough|plenty|sufficient|fine|ok|okay)",
        r"{n} (?:should|will|would) (?:do|suffice|be plenty)",
        r"{n} only",
        r"there (?:is|are|'s) (?:only|just) {n}(?: left| now| here)*",
        rf"(?:{_ONLY} )?{{n}} (?:is|are|should be|must be) left(?: now)?",
        rf"(?:{_ONLY} )?{{n}} (?:would|will|might|should) be (?:better|nicer|best|good|fine|enough|right|plenty)",
        rf"(?:keep|leave|save) (?:{_ONLY} )?{{n}} (?:and|,|but)(?: and)? (?:remove|delete|get rid of|take away|lose|drop|clear) (?:the (?:rest|others|other ones?)|all the (?:rest|others))",
        rf"(?:there (?:are|is)|i see|we have|you drew) .+ ,? ?but (?:{_WANTING}|there should be|i|we)(?: should)?(?: {_ONLY})?(?: want| need| be| like)* (?:{_ONLY} )?{{n}}",
        r"(?:(?:remove|delete|take away|get rid of|lose|drop|clear|erase) )?all (?:but|except) {n}(?: (?:should|can|must|may|has to|have to) (?:go|be removed|disappear|leave))?",
        r"(?:remove|delete|take away|get rid of|lose|drop|clear|erase) {k} until (?:only )?{n2} (?:is|are) left",
        rf"{_WANTING} {{n}}(?: in total| altogether)",
    )
)
_SOME = pattern(rf"{_WANTING} {{n}}(?: please| here)?", "")
_MANY = tuple(
    pattern(text, "")
    for text in (
        r"(?:there (?:is|are|'s|'re)|that (?:is|'s)|i see|these are|we have|you drew|you made)?(?: just| way| far)? ?too many {k}(?: here| there| in .+)?",
        r"{k} (?:is|are) (?:way |far |just |one |a few )*too many",
        r"{n} (?:is|are) (?:way |far |just |one |a few )*too many",
        r"(?:fewer|less|not so many|not as many|reduce the number of|cut down on) {k}(?: please)?",
        r"(?:{_W}|have|make|there should be|show|draw|with) (?:fewer|less|not so many|not as many) {k}(?: please)?".replace(
            "{_W}", _WANTING
        ),
        r"(?:there should|there must) (?:n't|not) be (?:so|that|as|this) many {k}",
        r"(?:{_W}) (?:n't|not) (?:need|want) so many {k}".replace("{_W}", "(?:i|we) do"),
    )
)
_FEW = tuple(
    pattern(text, "")
    for text in (
        r"(?:there (?:is|are|'s)|that (?:is|'s))? ?(?:not enough|too few) {k}(?: here| there)?",
        r"there (?:is|are) (?:n't|not) enough {k}(?: here| there)?",
        r"(?:increase|raise) the number of {k}",
    )
)


def _refers(reader: Reader, chunks: Sequence[Chunk]) -> list[Chunk]:
    """too many ducks, one is enough -> one duck is enough; but I only want one -> one duck"""
    kinds = [c for c in chunks if "piece" in c or "class" in c]
    out: list[Chunk] = []
    for i, c in enumerate(chunks):
        out.append(c)
        after = chunks[i + 1] if i + 1 < len(chunks) else None
        bare = after is None or not any(x in after for x in ("piece", "class", "det", "size", "number", "colours"))
        counts = "number" in c and c.text not in ("many", "more", "several", "both")
        if counts and c.text.isalpha() and bare and kinds and kinds[0].start < c.start:
            out.append(kinds[0])
    return out


def counted(reader: Reader, chunks: Sequence[Chunk]) -> bool:
    """Take in such a sentence; False where it is none."""
    if not chunks:
        return False
    span = chunks[0].start, chunks[-1].end
    chunks = _refers(reader, chunks)
    commas = [i for i, c in enumerate(chunks) if c.text == ","]
    tail = chunks[commas[-1] + 1 :] if commas else chunks
    for each in _EXACT:
        groups = groups_of(chunks, each) or groups_of(tail, each)
        noun = _noun(groups["n"]) if groups else None
        if noun is not None:
            return _exactly(reader, noun, noun.count or 1, span)
    groups = groups_of(chunks, _SOME)
    noun = _noun(groups["n"]) if groups else None
    if noun is not None and reader.is_there(noun) and (noun.count or 1) > 1:
        return _exactly(reader, noun, noun.count or 1, span)
    for patterns, sign in ((_MANY, -1), (_FEW, 1)):
        for each in patterns:
            groups = groups_of(chunks, each)
            noun = _noun(groups.get("k") or groups.get("n") or []) if groups else None
            if noun is None or not reader.is_there(noun):
                continue
            there = len(reader.all_of(noun))
            step = max(1, there // 3) if sign < 0 else 1
            return _exactly(reader, noun, max(there + sign * step, 1 if there > 1 else 0), span)
    return False


def _noun(chunks: Sequence[Chunk]) -> Noun | None:
    nouns = [item for item in nouns_and_marks(chunks) if isinstance(item, Noun)]
    return nouns[0] if nouns and nouns[0].kind in ("piece", "class") else None


def _exactly(reader: Reader, noun: Noun, wanted: int, span: Span) -> bool:
    there = reader.all_of(noun)
    if len(there) > wanted:
        reader.change(Change("remove", tuple(there[wanted:]), span=span))
    elif len(there) < wanted:
        fresh = replace(noun, count=wanted - len(there), definite=False, plural=wanted - len(there) > 1)
        reader.resolve(fresh, new=True)
    return True
