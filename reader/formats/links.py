"""The links of a text: addresses that a reader may follow, and where their words stand once it is cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote, urljoin, urlsplit

from reader.core.records import Link, Span
from reader.formats.cleaning import clean, tight

MAX_LINKS = 20_000
_MAX_ADDRESS = 2_000
_SCHEMES = ("http", "https", "mailto")
_EDGE = "|"
"""No blank, and no letter that composes with what follows: it holds the place of a neighbour."""
_CONTROLS = re.compile(r"[\x00-\x20\x7f]+")


def address(reference: str, base: str = "") -> str | None:
    """The whole address of a reference; ``None`` for scripts, files, places in the page itself and the like.

    ``base`` is the address of the page, empty where unknown: then relative references lead nowhere.
    """
    reference = reference.strip()
    if not reference or reference.startswith("#") or len(reference) > _MAX_ADDRESS:
        return None
    try:
        found = urljoin(base, _CONTROLS.sub(_escaped, reference))
        parts = urlsplit(found)
        host, user = parts.hostname, parts.username
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or len(found) > _MAX_ADDRESS:
        return None
    found = parts.scheme + found[len(parts.scheme) :]
    if parts.scheme == "mailto":
        return _printable(found) if "@" in parts.path else None
    here = bool(parts.fragment) and found.partition("#")[0] == base.partition("#")[0]
    return None if host is None or user is not None or here else _printable(found)


def web_address(text: str) -> str:
    """``text`` where it is the address of a page in the web, else nothing."""
    return text.strip() if text.strip().startswith(("http://", "https://")) else ""


def moved(links: Sequence[Link], distance: int) -> tuple[Link, ...]:
    """The same links in a text that begins ``distance`` characters earlier."""
    return tuple(
        replace(link, span=Span(link.span.start + distance, link.span.end + distance)) for link in links
    )


def cleaned_links(raw: str, links: Sequence[Link], text: str) -> tuple[Link, ...]:
    """Links of ``raw``, in order and apart, as links of ``text``, which ``clean`` has made of it.

    One whose words do not come out exactly is left out.
    """
    found: list[Link] = []
    before = place = 0
    for link in links:
        start, end = tight(raw, link.span.start, link.span.end)
        if start >= end:
            continue
        edge = _EDGE if before else ""
        place += len(clean(edge + raw[before:start] + _EDGE)) - len(edge) - 1
        words = clean(raw[start:end])
        if text[place : place + len(words)] == words:
            found.append(Link(Span(place, place + len(words)), link.url))
        place, before = place + len(words), end
    return tuple(found)


def merged_runs(runs: Sequence[tuple[Span, str, int]]) -> Iterator[Link]:
    """Links of runs of text; neighbouring runs of one number are one link."""
    link: Link | None = None
    last = -1
    for span, url, number in runs:
        if link is not None and number == last and span.start == link.span.end:
            link = replace(link, span=Span(link.span.start, span.end))
            continue
        if link is not None:
            yield link
        link, last = Link(span, url), number
    if link is not None:
        yield link


def _escaped(match: re.Match[str]) -> str:
    """Line breaks and tabs inside an address go, as in browsers; a blank is written as one."""
    return quote(match[0].replace("\n", "").replace("\r", "").replace("\t", "").replace("\x00", ""))


def _printable(found: str) -> str:
    """Characters that are not seen, or turn the direction of the others, are written as numbers."""
    if found.isprintable():
        return found
    return "".join(char if char.isprintable() else quote(char, errors="replace") for char in found)
