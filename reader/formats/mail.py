"""Messages: newsletters kept as ``.eml``, and pages that a browser saved as one file (MHTML)."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from itertools import islice
from pathlib import PurePath
from typing import cast
from urllib.parse import urljoin

from reader.core.errors import UnreadableInputError
from reader.core.records import Article, Metadata
from reader.formats.article import Piece, from_pieces, titled
from reader.formats.dates import iso_date
from reader.formats.decoding import decode
from reader.formats.html_blocks import pieces
from reader.formats.html_main import strip_furniture, strip_silent
from reader.formats.html_metadata import base_address, page_language
from reader.formats.html_page import decode_page, from_page
from reader.formats.links import web_address
from reader.formats.paragraphs import paragraphs
from reader.formats.pictures import PictureShelf
from reader.formats.xml_tree import parse_html

_MAX_PARTS = 2_000
_MAX_FIELD = 2_000
"""Characters of a field at a message's head that are looked at."""
_SHOWN_FIELDS = ("subject", "from", "date")
_ANSWER = re.compile(r"^(?:(?:re|fwd?|tr|réf)\s*:\s*)+", re.IGNORECASE)


def read_mail(data: bytes, source: str) -> Article:
    """The letter in a message. Raises ``UnreadableInputError`` where it has no text."""
    name = PurePath(source).name or source
    message = _parsed(data, name)
    page, plain = _part(message, "text/html"), _part(message, "text/plain")
    known, declared = _metadata(message), _header(message, "Content-Language")
    if page is not None:
        root = parse_html(decode_page(_payload(page), name, _charset(page)), name)
        language = page_language(root) or declared
        base = base_address(root, web_address(_header(page, "Content-Location")))
        strip_silent(root)
        strip_furniture(root)
        shelf = PictureShelf(_Parts(message).read)
        return from_pieces(titled(pieces(root, base), known.title), source, known, language, shelf)
    if plain is None:
        raise UnreadableInputError("file_no_text", name=name)
    text = _text(plain, name)
    lines = [Piece(text[span.start : span.end]) for span in paragraphs(text)]
    return from_pieces(titled(lines, known.title), source, known, declared)


def read_mhtml(data: bytes, source: str) -> Article:
    """The article of a page saved as one file. Raises ``UnreadableInputError`` where it has no text."""
    name = PurePath(source).name or source
    message = _parsed(data, name)
    page = _part(message, "text/html")
    page = _part(message, "application/xhtml+xml") if page is None else page
    if page is None:
        raise UnreadableInputError("file_no_text", name=name)
    url = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    known = Metadata(url=web_address(url) or None)
    shelf = PictureShelf(_Parts(message, url).read)
    return from_page(decode_page(_payload(page), name, _charset(page)), source, known, shelf)


class _BoundedPolicy(policy.EmailPolicy):
    """Reads fields without end or sense: what the standard library makes nothing of is empty.

    Its parser of fields is recursive and quadratic and stumbles over broken ones in many ways. It is only given
    the few that a reader sees; the others have simpler readers that take them as they are.
    """

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_MAX_FIELD]

    def header_fetch_parse(self, name: str, value: str) -> str:
        if name.lower() not in _SHOWN_FIELDS:
            return "".join(value.splitlines())
        try:
            return super().header_fetch_parse(name, value)
        except Exception:  # OverflowError for a year, IndexError, RecursionError, and whatever comes next
            return ""


class _Parts:
    """The pictures that came with a message, by their addresses and numbers."""

    def __init__(self, message: EmailMessage, base: str = "") -> None:
        self._base = base
        self._parts: dict[str, EmailMessage] = {}
        try:
            for part in islice(message.walk(), _MAX_PARTS):
                if part.get_content_maintype() == "image":
                    self._parts.setdefault(_header(part, "Content-Location"), part)
                    self._parts.setdefault("cid:" + _header(part, "Content-ID").strip("<>"), part)
        except RecursionError:
            return

    def read(self, reference: str) -> bytes | None:
        try:
            part = self._parts.get(reference) or self._parts.get(urljoin(self._base, reference))
        except ValueError:
            return None
        return None if part is None else _payload(part)


def _parsed(data: bytes, name: str) -> EmailMessage:
    try:
        message = message_from_bytes(data, policy=_BoundedPolicy())
    except (MessageError, ValueError, LookupError, RecursionError, TypeError) as error:
        raise UnreadableInputError("file_damaged", name=name) from error
    return cast(EmailMessage, message)


def _part(message: EmailMessage, kind: str) -> EmailMessage | None:
    """The first part of a type that is no attachment."""
    try:
        for number, part in enumerate(message.walk()):
            if number > _MAX_PARTS:
                return None
            if part.get_content_type() == kind and _header(part, "Content-Disposition")[:10] != "attachment":
                return part
    except RecursionError:
        return None
    return None


def _payload(part: EmailMessage) -> bytes:
    try:
        data: object = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return data if isinstance(data, bytes) else b""


def _charset(part: EmailMessage) -> str:
    try:
        return part.get_content_charset("") or ""
    except (ValueError, LookupError, TypeError, IndexError, AttributeError):
        return ""


def _text(part: EmailMessage, name: str) -> str:
    data = _payload(part)
    return decode_page(data, name, _charset(part)).replace("\r\n", "\n") if data else decode(data, name)


def _header(part: object, key: str) -> str:
    """A header as text; the standard library stumbles over some broken ones."""
    try:
        return str(cast(EmailMessage, part).get(key, "") or "").strip()
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, MessageError):
        return ""


def _metadata(message: EmailMessage) -> Metadata:
    sender, address = parseaddr(_header(message, "From"))
    date = _header(message, "Date")
    return Metadata(
        title=_ANSWER.sub("", _header(message, "Subject")) or None,
        date=iso_date(date) if date else None,
        publisher=sender or address or None,
    )
