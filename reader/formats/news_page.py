"""The furniture of a news page saved as text: which lines are title, caption, credit, date or noise.

General rules for pages of any paper. Blocks are marked; no character moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from reader.core.records import Block, BlockKind, Span
from reader.formats.dates import DAY
from reader.formats.paragraphs import MAX_BLOCK, MAX_PARAGRAPHS, gathered, paragraphs, split_long

_FIELD = re.compile(
    r"\s*(?P<key>date|title|titre|author|auteur|byline|publisher|source|url)"
    r"(?:[ \t]*:[ \t]*|[ \t]+(?=\d{4}\b))",
    re.IGNORECASE,
)
_FIELD_NAMES = {"titre": "title", "author": "byline", "auteur": "byline", "source": "publisher"}
_ISO_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}\b")
_NOISE = re.compile(
    r"(?:image|photo|vid[ée]o|video|audio|publicit[ée]|advertisement|annonce|partager|share|imprimer|"
    r"s['’]abonner|commentaires?|(?:temps de )?lecture(?: de)? ?:? ?\d+ ?min(?:utes?)?\.?)\s*+:?|\W*+",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"(?:image|photo|vid[ée]o|video)\s*:?", re.IGNORECASE)
_SOURCE = r"[^\s.,;:!?()©][^.,;:!?()©\n]{0,60}"
_CREDIT = re.compile(
    rf"(?:(?:cr[ée]dits?(?:[ \u00a0](?:photos?|images?))?|photos?|images?|illustration|vid[ée]o)[ \u00a0\u202f]*:"
    rf"[ \u00a0]*(?:©[ \u00a0]*)?{_SOURCE}|(?:photo[ \u00a0])?©[ \u00a0]*{_SOURCE})\.?",
    re.IGNORECASE,
)
_TAIL_CREDIT = re.compile(rf"(?<=[.!?…»”\"') \u00a0])\(?(?P<credit>{_CREDIT.pattern})\)?\s*$", re.IGNORECASE)
_RELATED = re.compile(
    r"(?:à )?lire (?:aussi|également)|voir aussi|sur le même (?:sujet|thème)|read (?:also|more)|see also|"
    r"pour aller plus loin",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:(?:publié|mis à jour|modifié|posté|published|updated)\b.{0,60}\d.{0,40}|"
    r"(?:le |lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche )*\d{1,2}(?:er)? "
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) \d{4}"
    r"(?: (?:à )?\d{1,2} ?[h:] ?\d{0,2})?\.?)",
    re.IGNORECASE,
)
_PLACE_WORD = r"(?:[dl]['’]|[ae]l-)?[A-ZÀ-Þ][^\W\d_]*(?:['’-][^\W\d_]+|\.(?:[A-Z]\.)*)*"
_JOINED = r"(?:(?:de|du|des|la|le|les|sur|sous|en|et|of|the|and)[ \u00a0]){0,2}"
_PLACE = rf"{_PLACE_WORD}(?:[ \u00a0]{_JOINED}{_PLACE_WORD}){{0,3}}"
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:(?:[ ]\({_PLACE}\))?(?:,[ \u00a0]{_PLACE})?,|(?<=[A-ZÀ-Þ]{{3}}))[ \u00a0])?"
    rf"(?i:(?:le[ ])?(?:[a-z]{{3,6}}day[ ,]+|(?:lun|mar|mercre|jeu|vendre|same)di[ ]|dimanche[ ])?{DAY})"
    rf"(?:[ \u00a0]?\({_PLACE}\))?[ \u00a0]?[–—.:-]*"
)
"""Where and when an article was written, alone on its line: “Lyon, le 3 octobre 2023”, “PARIS, 3 oct. 2023 (AFP) -”."""
_BYLINE = re.compile(
    r"(?i:par|by|propos recueillis par|de notre (?:envoyée?|correspondante?).{0,40}?)\s+[A-ZÀ-Þ].{2,80}"
)
_ADDRESS = re.compile(r"https?://\S+")
_LIST_MARK = re.compile(r"(?:[•·▪◦‣*]|\d{1,2}[.)])\s+\S")
_SENTENCE_END = re.compile(r"[.!?…][»”\"')\]]*(?=\s|$)")
_PLAIN_FORMS = frozenset({BlockKind.CREDIT, BlockKind.RELATED, BlockKind.NOISE, BlockKind.DATE})
_YIELDING = frozenset({BlockKind.HEADING, BlockKind.CAPTION, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_DATED_BYLINE = (BlockKind.DATE, BlockKind.BYLINE)
"""What a line's own words say against its format: a heading “À lire aussi”, a caption “© AFP”."""
_RUNNING_TEXT = frozenset({BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.HEADING})
_FULL_STOP = ".!?…:;,"
_MAX_TITLE = 160
_MAX_HEADING = 90
_MAX_CAPTION = 500


@dataclass(frozen=True, slots=True)
class NewsPage:
    """A page's blocks and the metadata that its first lines declare."""

    blocks: tuple[Block, ...]
    fields: tuple[tuple[str, str], ...] = ()


def read_page(text: str) -> NewsPage:
    """Mark the blocks of a page; metadata fields come from ``key: value`` lines at its head."""
    spans = paragraphs(text)
    return mark_blocks(text, spans, [None] * len(spans))


def mark_blocks(text: str, spans: list[Span], told: list[BlockKind | None]) -> NewsPage:
    """Mark paragraphs that are known already; ``told`` is what their format says of each, if anything.

    Where there are far too many, neighbours become one.
    """
    spans, told = _few_enough(spans, told)
    untold = next((index for index, kind in enumerate(told) if kind is not None), len(told))
    fields, blocks, start = _header(text, spans, untold)
    kinds = _kinds(text, spans[start:], told[start:])
    for span, kind in zip(spans[start:], kinds, strict=True):
        blocks.extend(_split_credit(text, span, kind))
    return NewsPage(tuple(_bounded(text, blocks)), tuple(fields.items()))


def _few_enough(spans: list[Span], told: list[BlockKind | None]) -> tuple[list[Span], list[BlockKind | None]]:
    if len(spans) <= MAX_PARAGRAPHS:
        return list(spans), told
    kinds = iter(told)
    fewer: list[Span] = []
    common: list[BlockKind | None] = []
    for run in gathered(spans):
        inside = set(islice(kinds, len(run)))
        fewer.append(Span(run[0].start, run[-1].end))
        common.append(inside.pop() if len(inside) == 1 else BlockKind.PARAGRAPH)
    return fewer, common


def ends_in_credit(line: str) -> bool:
    """Whether a line ends by naming whose picture it is about: ``… © AFP``."""
    return _tail_credit(line) is not None or _CREDIT.fullmatch(line.strip()) is not None


def _tail_credit(line: str) -> re.Match[str] | None:
    """The credit that a line ends with; lines without the signs of one are not searched."""
    return _TAIL_CREDIT.search(line) if "©" in line or ":" in line else None


def _header(text: str, spans: list[Span], limit: int) -> tuple[dict[str, str], list[Block], int]:
    """Leading ``date 2023-09`` or ``Titre : …`` lines; a date may share its line with the first words."""
    fields: dict[str, str] = {}
    blocks: list[Block] = []
    for index, span in enumerate(spans[:limit]):
        match = _FIELD.match(text, span.start, span.end)
        if match is None:
            return fields, blocks, index
        key = match["key"].lower()
        date = _ISO_DATE.match(text, match.end(), span.end)
        end = date.end() if key == "date" and date else span.end
        value = text[match.end() : end].strip()
        fields.setdefault(_FIELD_NAMES.get(key, key), value)
        blocks.append(Block(_field_kind(key), Span(span.start, end)))
        rest = _trimmed(text, Span(end, span.end))
        if rest is not None:
            spans[index] = rest
            return fields, blocks, index
    return fields, blocks, limit


def _field_kind(key: str) -> BlockKind:
    if key == "date":
        return BlockKind.DATE
    if key in {"title", "titre"}:
        return BlockKind.TITLE
    return BlockKind.BYLINE if key in {"author", "auteur", "byline"} else BlockKind.NOISE


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _kinds(text: str, spans: list[Span], told: list[BlockKind | None]) -> list[BlockKind]:
    lines = [text[span.start : span.end] for span in spans]
    begun = BlockKind.TITLE in told
    kinds: list[BlockKind] = []
    for index, (line, said) in enumerate(zip(lines, told, strict=True)):
        form = _kind_by_form(line)
        if said is not None:
            plain = (form in _PLAIN_FORMS and said in _YIELDING) or (form, said) == _DATED_BYLINE
            kind = form if form is not None and plain else said
        else:
            kind = form or _kind_by_place(lines, kinds[-1:], index, begun)
        kinds.append(kind)
        begun = begun or kind in _RUNNING_TEXT
    return kinds


def _kind_by_form(line: str) -> BlockKind | None:
    """The kind that a line's own words give away."""
    if _NOISE.fullmatch(line) or _ADDRESS.fullmatch(line):
        return BlockKind.NOISE
    if _CREDIT.fullmatch(line):
        return BlockKind.CREDIT
    if _RELATED.match(line):
        return BlockKind.RELATED
    if _DATE.fullmatch(line) or (len(line) < _MAX_HEADING and _DATELINE.fullmatch(line)):
        return BlockKind.DATE
    if len(line) < 100 and _BYLINE.fullmatch(line) and line[-1] not in _FULL_STOP:
        return BlockKind.BYLINE
    if _LIST_MARK.match(line):
        return BlockKind.LIST_ITEM
    return None


def _kind_by_place(lines: list[str], before: list[BlockKind], index: int, begun: bool) -> BlockKind:
    """The kind that a line's neighbours and length suggest; ``begun``: there is a title, or text before it."""
    line = lines[index]
    if before == [BlockKind.NOISE] and _PICTURE.fullmatch(lines[index - 1]):
        return BlockKind.CAPTION if len(line) <= _MAX_CAPTION else BlockKind.PARAGRAPH
    if len(line) <= _MAX_CAPTION and _tail_credit(line):
        return BlockKind.CAPTION
    if not begun:
        return BlockKind.TITLE if _is_title(line, lines[index + 1 : index + 5]) else BlockKind.PARAGRAPH
    return BlockKind.HEADING if _is_heading(line, lines[index + 1 : index + 5]) else BlockKind.PARAGRAPH


def _is_title(line: str, rest: list[str]) -> bool:
    """A first line without full stop; or one short sentence before a whole article."""
    if not rest or len(line) > _MAX_TITLE or "\n" in line:
        return False
    if line[-1] not in ".:;,":
        return True
    ends = [match.end() for match in _SENTENCE_END.finditer(line)]
    return len(rest) >= 4 and ends == [len(line)]


def _is_heading(line: str, rest: list[str]) -> bool:
    if len(line) > _MAX_HEADING or line[-1] in '.:;,…»”"' or "\n" in line or not rest:
        return False
    return line[0] not in '«“"–—-(' and any(char.isalpha() for char in line) and len(rest[0]) > len(line)


def _split_credit(text: str, span: Span, kind: BlockKind) -> Iterator[Block]:
    """A caption ends where the credit of its picture begins."""
    match = _tail_credit(text[span.start : span.end]) if kind is BlockKind.CAPTION else None
    if match is None:
        yield Block(kind, span)
        return
    cut = span.start + match.start()
    caption = _trimmed(text, Span(span.start, cut))
    if caption is not None:
        yield Block(BlockKind.CAPTION, caption)
    yield Block(BlockKind.CREDIT, Span(cut, span.end))


def _bounded(text: str, blocks: list[Block]) -> Iterator[Block]:
    """No block longer than a page can lay out at once."""
    for block in blocks:
        if len(block.span) <= MAX_BLOCK:
            yield block
            continue
        for span in split_long(text, block.span):
            yield Block(block.kind, span)
