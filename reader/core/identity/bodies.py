"""What an article says that an organisation is: the noun before its name, the apposition behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.core.identity.language import LanguageData
from reader.core.identity.mentions import Name
from reader.core.identity.normalise import words
from reader.core.records import Article, Description, Span

_DETERMINER = r"(?i:(?:le|la|un|une)\s+|l['’]\s*)"
_LONGEST = 90
_APPOSED, _BEFORE_NAME = 0.8, 0.6


@dataclass(frozen=True)
class BodyDescriber:
    """Reads the descriptions of organisations from the words beside their names."""

    data: LanguageData

    @cached_property
    def _nouns(self) -> str:
        nouns = sorted(self.data.parts_of("bodies.nouns"), key=lambda noun: (-len(noun), noun))
        return "|".join(re.escape(noun) for noun in nouns)

    @cached_property
    def _before(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?<![\w’'-])(?:{_DETERMINER}|(?:du|au)\s+)"
            rf"(?P<phrase>(?:[a-zà-ÿ-]+\s+)?(?:{self._nouns})\s+[^,;:.!?()«»\n]{{2,50}})\s+$"
        )

    @cached_property
    def _behind(self) -> re.Pattern[str]:
        return re.compile(
            rf"\s*(?:\([^()\n]{{1,40}}\)\s*)?,\s+(?P<phrase>{_DETERMINER}?(?:[a-zà-ÿ]+\s+){{0,2}}?(?:{self._nouns})\b"
            r"[^,;:.!?()«»\n]{0,55})(?=[,;:.!?)])"
        )

    def descriptions(self, article: Article, names: Sequence[Name]) -> Iterator[tuple[int, Description]]:
        """The number of a name and what the article says of it there."""
        if not self.data.parts_of("bodies.nouns"):
            return
        for number, name in enumerate(names):
            if name.entity_type == "ORG":
                for span, score in self._at(article.text, name.span):
                    text = " ".join(article.text[span.start : span.end].split())
                    yield number, Description(span, text, score)

    def _at(self, text: str, name: Span) -> Iterator[tuple[Span, float]]:
        before = self._before.search(text, max(0, name.start - _LONGEST), name.start)
        if before is not None and self._is_phrase(before["phrase"]):
            yield Span(*before.span("phrase")), _BEFORE_NAME
        behind = self._behind.match(text, name.end, name.end + 2 * _LONGEST)
        if behind is not None and self._is_phrase(behind["phrase"]):
            yield Span(*behind.span("phrase")), _APPOSED

    def _is_phrase(self, phrase: str) -> bool:
        """Whether a stretch holds no verb, conjunction or name of its own at its end."""
        found = set(words(phrase)) & (self.data.words_of("never") - {"plus", "et", "très", "bien"})
        return not found and not re.search(
            r"(?:\s|['’])(?:et|ou|de|du|des|la|le|l|d|à|au)$", phrase.rstrip("'’ ")
        )
