"""Pictures in files beside a saved page, read with care: a page is a stranger and may name any file."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reader.core.records import Article, Picture
from reader.formats.pictures import MAX_BYTES, PictureShelf

_FLAGS = ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY")
"""Where a system has them: no link in place of the file, and no waiting for whoever fills a pipe."""


def with_pictures_beside(article: Article, folder: Path | None) -> Article:
    """The article with the pictures that its page names beside it, in ``folder`` or below.

    What is not there, outside, no picture or too large is left out; so are all without a ``folder``.
    """
    if all(picture.data for picture in article.pictures):
        return article
    return replace(article, pictures=tuple(_read_all(article.pictures, folder)))


def _read_all(pictures: tuple[Picture, ...], folder: Path | None) -> Iterator[Picture]:
    shelf = PictureShelf()
    for picture in pictures:
        if picture.data:
            data: bytes | None = picture.data
        else:
            data = read_inside(folder, picture.file) if folder is not None and picture.file else None
        filled = shelf.filled(picture, data)
        if filled is not None:
            yield filled


def read_inside(folder: Path, name: str) -> bytes | None:
    """A plain file of at most ``MAX_BYTES`` in a folder or below it; links that lead out are not followed."""
    try:
        root = os.path.realpath(folder)
        path = os.path.realpath(os.path.join(root, name))
        if os.path.commonpath((root, path)) != root:
            return None
        with open(path, "rb", opener=_open) as file:
            status = os.fstat(file.fileno())
            plain = stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES
            return file.read(MAX_BYTES + 1) if plain else None
    except (OSError, ValueError):
        return None


def _open(path: str, flags: int) -> int:
    return os.open(path, sum((getattr(os, flag, 0) for flag in _FLAGS), flags))
