"""Whom a phrase means that no role decides: who was just spoken of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from reader.core.identity.language import LanguageData
from reader.core.identity.namemap import NameMap
from reader.core.identity.normalise import fold
from reader.core.identity.phrases import GUESS, Phrase

_SAYS = re.compile(
    r"[»”\"’,]\s*,?\s+(?:s['’]|lui |leur |nous |en |y )?(?:a |avait |est |ont )?(?P<verb>[\wà-ÿ]+(?:ait|[aeît]))\s+$",
    re.IGNORECASE,
)
_CONTRACTED = frozenset({"du", "au"})
_LINES = 500

Agrees = Callable[[int, Phrase], bool]


class Salience:
    """Who stands in the foreground of the lines before a phrase."""

    def __init__(self, names: NameMap, data: LanguageData) -> None:
        self._names = names
        self._data = data

    def meant(self, phrase: Phrase, agrees: Agrees, ages: Mapping[int, int]) -> int | None:
        """The person that a phrase means by its place alone; ``None`` where that is not sure."""
        return self._speaker(phrase, agrees)

    def _speaker(self, phrase: Phrase, agrees: Agrees) -> int | None:
        """``« … », raconte la libraire``: who was named last in these lines, if that is one person only."""
        if phrase.determiner == "possessive" or (phrase.codes and GUESS not in phrase.groups):
            return None
        if phrase.narrowing - {"ans"} or not self._is_said_by(phrase):
            return None
        near = [self._names.group_of[i] for i in self._names.people_before(phrase.span.start, _LINES)]
        near = [group for group in dict.fromkeys(near) if agrees(group, phrase)]
        return near[0] if len(near) == 1 else None

    def _is_said_by(self, phrase: Phrase) -> bool:
        """Whether a verb behind a quotation or comma stands before the phrase, its subject turned behind it."""
        start, text = phrase.span.start, self._names.text
        if fold(text[start : start + 3]) in _CONTRACTED:
            return False
        found = _SAYS.search(text, max(0, start - 40), start)
        return found is not None and fold(found["verb"]) not in self._data.words_of("never")
