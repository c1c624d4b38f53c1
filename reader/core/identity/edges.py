"""Where a name begins: without nouns that only say its kind, with those that are part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reader.core.identity.language import LanguageData
from reader.core.identity.normalise import any_of
from reader.core.records import NameSpan, Span

_LINK = r"(?:[\s\u00a0]+(?:de[\s\u00a0]+la|de[\s\u00a0]+l['’]|du|des|de|d['’])[\s\u00a0]*|[\s\u00a0]+)"
_ADJECTIVE = r"[a-zà-ÿ]+(?:al|ale|aire|ique|ien|ienne|ais|aise|ome|ois|oise|ain|aine)"
_LONGEST = 40
_LOWER_NAMES = r"(?:parti|ministère|université|tribunal|syndicat)\b"


@dataclass(frozen=True)
class Edges:
    """The patterns of a language for what stands at the front of names; ``data.name_parts`` has their words."""

    data: LanguageData

    @cached_property
    def _kinds(self) -> dict[str, re.Pattern[str]]:
        """By type of name what says its kind, perhaps with an adjective: ``région autonome du``."""
        return {
            entity_type: re.compile(
                rf"(?:{any_of(self.data.parts_of(words))})(?:[\s\u00a0]+{_ADJECTIVE})?{_LINK}(?=[A-ZÀ-Þ])"
            )
            for entity_type, words in (("LOC", "kinds.place"), ("ORG", "kinds.body"))
        }

    @cached_property
    def _around(self) -> re.Pattern[str]:
        words = any_of(self.data.parts_of("kinds.around"))
        return re.compile(rf"(?:{words}){_LINK}(?=(?-i:[A-ZÀ-Þ]|{_LOWER_NAMES}))", re.IGNORECASE)

    @cached_property
    def _part_before(self) -> re.Pattern[str]:
        words = any_of(self.data.parts_of("parts.place"))
        return re.compile(rf"(?<![\w-])(?<!presqu['’])(?:{words}){_LINK}$")

    @cached_property
    def _part_first(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{any_of(self.data.parts_of('parts.place'))}){_LINK}(?=\w)")

    @cached_property
    def _acting(self) -> re.Pattern[str]:
        """What is a building and a body: where the model sees the body, it is one unless somebody goes there."""
        return re.compile(rf"(?:{any_of(self.data.parts_of('parts.acting'))})\b")

    @cached_property
    def _placed(self) -> re.Pattern[str]:
        words = any_of(self.data.parts_of("parts.at"))
        return re.compile(
            rf"\b(?:{words})[\s\u00a0](?:la[\s\u00a0]|l['’]|les[\s\u00a0]|cette[\s\u00a0])?$", re.IGNORECASE
        )

    def mend(self, text: str, names: Sequence[NameSpan]) -> Iterator[NameSpan]:
        """The names with their beginnings mended, in order, never into the name before."""
        if not self.data.name_parts:
            yield from names
            return
        floor = 0
        for name in sorted(names, key=lambda name: name.span):
            if text[name.span.start : name.span.end] in self.data.parts_of("parts.place"):
                continue
            mended = self._shortened(text, name)
            if mended is name and name.entity_type != "PER":
                mended = self._lengthened(text, name, floor)
            floor = mended.span.end
            yield mended

    def _shortened(self, text: str, name: NameSpan) -> NameSpan:
        """``association Emmaüs`` → ``Emmaüs``; a capital shows that the noun is part, but at the head of a line."""
        start, end = name.span.start, name.span.end
        heads_line = start == 0 or text[start - 1] == "\n"
        kind = self._kinds.get(name.entity_type)
        lead = kind.match(text, start, end) if kind else None
        if lead is None and (text[start].islower() or heads_line):
            lead = self._around.match(text, start, end)
        if lead is None or lead.end() >= end:
            return name
        return replace(name, span=Span(lead.end(), end))

    def _lengthened(self, text: str, name: NameSpan, floor: int) -> NameSpan:
        """``hôpital de [X]`` → ``[hôpital de X]``, which is a place."""
        start, end = name.span.start, name.span.end
        if self._part_first.match(text, start, end):
            acts = name.entity_type == "ORG" and self._acting.match(text, start, end)
            return (
                name
                if acts and not self._placed.search(text, max(0, start - _LONGEST), start)
                else replace(name, entity_type="LOC")
            )
        before = self._part_before.search(text, max(floor, start - _LONGEST), start)
        if before is None or not text[start].isupper():
            return name
        return replace(name, span=Span(before.start(), end), entity_type="LOC")
