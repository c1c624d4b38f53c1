"""The contents list of an e-book, and which of its files make up each chapter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.core.errors import UnreadableInputError
from reader.formats.cleaning import clean
from reader.formats.html_page import decode_page
from reader.formats.xml_tree import Node, attr, elements, local_name, parse_html, parse_xml, steps, text_of
from reader.formats.zip_files import Archive

MAX_ENTRIES = 3_000
_MAX_LEVEL = 5
_MAX_TITLE = 200
_NCX = "application/x-dtbncx+xml"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents list: its words, its level from 0, and the file that it leads to."""

    title: str
    level: int
    part: str


@dataclass(frozen=True, slots=True)
class Contents:
    """``start`` is the file where the text itself begins, where the book tells."""

    entries: tuple[Entry, ...] = ()
    start: str | None = None


def read_contents(archive: Archive, package: str, root: Node, name: str) -> Contents:
    """The contents list, from the navigation document or the older NCX; empty where neither can be used."""
    start = _guide_start(archive, package, root)
    for node in elements(root):
        part = archive.find(attr(node, "href"), package) if local_name(node) == "item" else None
        if part is not None and "nav" in attr(node, "properties").split():
            entries, told = _from_navigation(archive, part, name)
            if entries:
                return Contents(entries, told or start)
    for node in elements(root):
        part = archive.find(attr(node, "href"), package) if local_name(node) == "item" else None
        if part is not None and (attr(node, "media-type") == _NCX or part.lower().endswith(".ncx")):
            entries = _from_ncx(archive, part, name)
            if entries:
                return Contents(entries, start)
    return Contents((), start)


def grouped(parts: Sequence[str], entries: Sequence[Entry]) -> list[tuple[str, ...]]:
    """The files of each chapter: one begins where an entry leads to, the files after it belong to it.

    Each file is a chapter of its own where the contents list leads to fewer than two.
    """
    begins = {entry.part for entry in entries}
    if len(begins.intersection(parts)) < 2:
        return [(part,) for part in parts]
    chapters: list[list[str]] = []
    for part in parts:
        if not chapters or part in begins:
            chapters.append([])
        chapters[-1].append(part)
    return [tuple(chapter) for chapter in chapters]


def _from_navigation(archive: Archive, part: str, name: str) -> tuple[tuple[Entry, ...], str | None]:
    """Entries of the list named ``toc``, else of the first; and where the landmarks say that the text begins."""
    try:
        root = parse_html(decode_page(archive.read(part), name), name)
    except UnreadableInputError:
        return (), None
    lists = list(elements(root, "nav"))
    toc = next((each for each in lists if "toc" in _roles(each)), lists[0] if lists else None)
    entries = tuple(_bounded(_linked(toc, archive, part))) if toc is not None else ()
    for each in lists:
        for link in elements(each, "a"):
            if "landmarks" in _roles(each) and "bodymatter" in _roles(link):
                return entries, archive.find(attr(link, "href"), part)
    return entries, None


def _linked(toc: Node, archive: Archive, base: str) -> Iterator[Entry]:
    level = -1
    for starting, node in steps(toc):
        if node.tag in ("ol", "ul"):
            level += 1 if starting else -1
        elif node.tag == "a" and starting:
            found = archive.find(attr(node, "href"), base)
            if found is not None:
                yield Entry(text_of(node), level, found)


def _from_ncx(archive: Archive, part: str, name: str) -> tuple[Entry, ...]:
    try:
        root = parse_xml(archive.read(part), name)
    except UnreadableInputError:
        return ()
    return tuple(_bounded(_points(root, archive, part)))


def _points(root: Node, archive: Archive, base: str) -> Iterator[Entry]:
    level = -1
    for starting, node in steps(root):
        if local_name(node) != "navPoint":
            continue
        level += 1 if starting else -1
        if starting:
            label = next((each for each in node if local_name(each) == "navLabel"), None)
            content = next((each for each in node if local_name(each) == "content"), None)
            found = archive.find(attr(content, "src"), base) if content is not None else None
            if label is not None and found is not None:
                yield Entry(text_of(label), level, found)


def _bounded(entries: Iterator[Entry]) -> Iterator[Entry]:
    """Entries with words, not too many, not too deep."""
    count = 0
    for entry in entries:
        title = clean(entry.title)[:_MAX_TITLE]
        if title and count < MAX_ENTRIES:
            count += 1
            yield Entry(title, min(max(entry.level, 0), _MAX_LEVEL), entry.part)


def _guide_start(archive: Archive, package: str, root: Node) -> str | None:
    """Where an older book says that its text begins."""
    for node in elements(root):
        if local_name(node) == "reference" and attr(node, "type") in ("text", "start"):
            return archive.find(attr(node, "href"), package)
    return None


def _roles(node: Node) -> list[str]:
    return f"{attr(node, 'epub:type')} {attr(node, 'role').removeprefix('doc-')}".split()
