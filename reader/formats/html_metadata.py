"""What a page declares of itself: ``meta`` elements, JSON-LD, its title and address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import urljoin

from reader.core.records import Metadata
from reader.formats.dates import iso_date
from reader.formats.links import web_address
from reader.formats.metadata import merged
from reader.formats.xml_tree import Node, attr, elements, text_of

_TITLE = ("og:title", "twitter:title", "dc.title", "title")
_DATE = (
    "article:published_time",
    "datepublished",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "date",
    "publish-date",
)
_AUTHOR = ("author", "article:author", "dc.creator", "byl", "sailthru.author")
_PUBLISHER = ("og:site_name", "publisher", "dc.publisher", "application-name")
_LANGUAGE = ("og:locale", "content-language", "dc.language")
_ARTICLES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "OpinionNewsArticle",
)
_SITE_SEPARATORS = (" | ", " - ")
_SEPARATORS = (*_SITE_SEPARATORS, " – ", " — ", " • ", " : ")
_MAX_SITE_NAME = 30
_MAX_SCRIPT = 1_000_000


def page_metadata(root: Node) -> Metadata:
    """Title, date, byline, publisher and address, from the most careful source that has each."""
    fields = _meta(root)
    named = Metadata(
        title=_first(fields, _TITLE),
        date=_date(_first(fields, _DATE)),
        byline=_person(_first(fields, _AUTHOR)),
        publisher=_first(fields, _PUBLISHER),
        url=_canonical(root) or _first(fields, ("og:url",)),
    )
    found = merged(_structured(root), named)
    return merged(found, Metadata(title=_window_title(root, found.publisher)))


def page_language(root: Node) -> str | None:
    """The language that the page declares, as it writes it."""
    for node in elements(root, "html", "body", "article"):
        value = attr(node, "lang") or attr(node, "xml:lang")
        if value:
            return value
    return _first(_meta(root), _LANGUAGE)


def base_address(root: Node, known: str = "") -> str:
    """What relative addresses of a page count from: its ``base`` element, else where it came from."""
    node = next(elements(root, "base"), None)
    told = attr(node, "href") if node is not None else ""
    try:
        return web_address(urljoin(known, told)) or known
    except ValueError:
        return known


def _meta(root: Node) -> dict[str, str]:
    fields: dict[str, str] = {}
    for node in elements(root, "meta"):
        key = (
            attr(node, "property") or attr(node, "name") or attr(node, "itemprop") or attr(node, "http-equiv")
        )
        value = attr(node, "content").strip()
        if key and value:
            fields.setdefault(key.lower(), value)
    return fields


def _first(fields: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((fields[key] for key in keys if key in fields), None)


def _canonical(root: Node) -> str | None:
    for node in elements(root, "link"):
        if attr(node, "rel") == "canonical" and attr(node, "href").startswith("http"):
            return attr(node, "href")
    return None


def _window_title(root: Node, publisher: str | None) -> str | None:
    """The window's title without the name of the paper at its end."""
    node = next(elements(root, "title"), None)
    title = " ".join(text_of(node).split()) if node is not None else ""
    for separator in _SEPARATORS:
        head, found, tail = title.rpartition(separator)
        short = separator in _SITE_SEPARATORS and len(tail) <= _MAX_SITE_NAME and len(tail) < len(head)
        if found and (tail == publisher or short):
            return head.strip() or None
    return title or None


def _structured(root: Node) -> Metadata:
    """The article of the page's JSON-LD."""
    for script in elements(root, "script"):
        if "ld+json" not in attr(script, "type"):
            continue
        for item in _items(script.text or ""):
            if any(kind in _ARTICLES for kind in _names(item.get("@type"))):
                return _from_item(item)
    return Metadata()


def _items(text: str) -> Iterator[dict[str, Any]]:
    try:
        data: Any = json.loads(text[:_MAX_SCRIPT], strict=False)
    except (ValueError, RecursionError):
        return
    for item in _dicts(data):
        yield item
        yield from _dicts(item.get("@graph"))


def _from_item(item: dict[str, Any]) -> Metadata:
    url = item.get("url") or item.get("mainEntityOfPage")
    return Metadata(
        title=_string(item.get("headline")),
        date=_date(_string(item.get("datePublished"))),
        byline=", ".join(_names(item.get("author"))) or None,
        publisher=next(iter(_names(item.get("publisher"))), None),
        url=url if isinstance(url, str) and url.startswith("http") else None,
    )


def _dicts(value: Any) -> list[dict[str, Any]]:
    items = cast(list[Any], value) if isinstance(value, list) else [value]
    return [cast(dict[str, Any], item) for item in items if isinstance(item, dict)]


def _names(value: Any) -> list[str]:
    """Names in JSON-LD: a string, a thing with a name, or a list of either."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _names(cast(dict[str, Any], value).get("name"))
    if isinstance(value, list):
        return [
            name for item in cast(list[Any], value) if not isinstance(item, list) for name in _names(item)
        ]
    return []


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _date(value: str | None) -> str | None:
    return iso_date(value) if value else None


def _person(value: str | None) -> str | None:
    """An author's name; some pages put an address there."""
    return None if value is None or value.startswith(("http:", "https:")) else value
