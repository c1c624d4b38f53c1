"""Formats by their first bytes: tests so cheap that a window can know them all at its start.

They see untrusted bytes in the window's process: each takes time in proportion to a head of bounded length.
"""

from __future__ import annotations

import codecs
import re

HEAD = 4_096
"""Bytes of a file that are looked at: enough for all formats, and a bound for every test."""
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BYTE_ORDER = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FIELD_NAME = re.compile(rb"[A-Za-z][\w-]{1,40}")
_MAIL_FIELDS = frozenset(
    {
        b"mime-version",
        b"message-id",
        b"received",
        b"return-path",
        b"delivered-to",
        b"snapshot-content-location",
    }
)
"""What only messages have among the fields at their head, in lower case."""
_PAGE_HEADERS = re.compile(
    rb"^Content-Type:\s*multipart/related|^Snapshot-Content-Location:", re.IGNORECASE | re.MULTILINE
)
_ADDRESSEE = re.compile(rb"^To:", re.IGNORECASE | re.MULTILINE)
_ZIP = b"PK\x03\x04"


def is_page(head: bytes) -> bool:
    """A page of HTML."""
    for mark in _BYTE_ORDER:
        head = head.removeprefix(mark)
    start = head.replace(b"\x00", b"").lstrip()
    return start[:1] == b"<" and _PAGE.search(start) is not None


def is_mail(head: bytes) -> bool:
    """A message with its headers, perhaps after the ``From`` line of a mailbox."""
    lines = head[:HEAD].lstrip(b"\xef\xbb\xbf\r\n").split(b"\n")
    in_mailbox = lines[0].startswith(b"From ")
    fields = [line.partition(b":") for line in lines[in_mailbox:] if line[:1] not in (b" ", b"\t")]
    for number, (name, colon, _) in enumerate(fields):
        if not colon or _FIELD_NAME.fullmatch(name) is None:
            return False
        if name.lower() in _MAIL_FIELDS or (in_mailbox and number):
            return True
    return False


def is_mhtml(head: bytes) -> bool:
    """A page and its pictures in one message, which is addressed to nobody."""
    return is_mail(head) and _PAGE_HEADERS.search(head) is not None and _ADDRESSEE.search(head) is None


def is_pdf(head: bytes) -> bool:
    """A PDF; some begin with a few bytes of something else."""
    return b"%PDF-" in head[:1_024]


def is_rtf(head: bytes) -> bool:
    """Rich text."""
    return head.startswith(b"{\\rtf")


def is_epub(head: bytes) -> bool:
    """An e-book."""
    return _first_part(head).startswith(b"application/epub+zip")


def is_odt(head: bytes) -> bool:
    """An OpenDocument text."""
    return _first_part(head).startswith(b"application/vnd.oasis.opendocument.text")


def is_docx(head: bytes) -> bool:
    """Very likely a Word document: an archive whose first parts are named as office programs name them."""
    return head.startswith(_ZIP) and any(
        part in head for part in (b"[Content_Types].xml", b"word/", b"docProps/")
    )


def _first_part(head: bytes) -> bytes:
    """What e-books and OpenDocument archives say they are, in a part that is stored as it is."""
    return head[38:100] if head.startswith(_ZIP) and head[30:38] == b"mimetype" else b""
