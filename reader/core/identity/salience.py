"""Whom a phrase means that no role decides: who was just spoken of, where nobody else can be meant."""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.core.identity.language import LanguageData
from reader.core.identity.namemap import NameMap
from reader.core.identity.normalise import fold
from reader.core.identity.phrases import GUESS, Phrase
from reader.core.records import Span

_SAYS = re.compile(
    r"[»”\"’,]\s*,?\s+(?:s['’]|lui |leur |nous |en |y )?(?:a |avait |est |ont )?(?P<verb>[\wà-ÿ]+(?:ait|[aeît]))\s+$",
    re.IGNORECASE,
)
_TO_SOMEBODY = re.compile(r"\s+(?:à|au|aux)\s+[^,.«»\n]{2,30}$")
_OPENS = re.compile(r"(?:^|[\n.!?»…]\s*(?:«\s*)?)(?P<first>[^\n.!?«»…]{2,60},\s)?$")
_CONTRACTED = frozenset({"du", "au"})
_LINES, _NEAR = 500, 300
# Groups of nouns that often mean somebody without a name.
_ANYBODY = frozenset({"kinship", "relation", GUESS, "royal", "plain", "justice"})
# Offices that every reader knows somebody of, whom the article need not name.
_WELL_KNOWN = frozenset({"state", "church"})

Agrees = Callable[[int, Phrase], bool]


class Salience:
    """Who stands in the foreground of the lines before a phrase."""

    def __init__(self, names: NameMap, data: LanguageData) -> None:
        self._names = names
        self._data = data

    def meant(self, phrase: Phrase, agrees: Agrees) -> int | None:
        """The person that a phrase means by its place alone; ``None`` where that is not sure."""
        if phrase.determiner == "possessive":
            return None
        near = self._near(phrase, agrees, _LINES)
        if not near:
            return None
        if self._takes_up(phrase, agrees):
            return near[0]
        if len(near) == 1 and (self._is_said_by(phrase) or self._sets_apart(phrase)):
            return near[0]
        return None

    def _near(self, phrase: Phrase, agrees: Agrees, distance: int) -> list[int]:
        """The people named in the lines before a phrase that it may mean, nearest first."""
        found = (self._names.group_of[i] for i in self._names.people_before(phrase.span.start, distance))
        return [group for group in dict.fromkeys(found) if agrees(group, phrase)]

    def _takes_up(self, phrase: Phrase, agrees: Agrees) -> bool:
        """``L'homme de 56 ans …``, ``cet ancien chef d'état-major …``, ``L'attaquant …``: who was just named."""
        if not self._near(phrase, agrees, _NEAR) or GUESS in phrase.groups:
            return False
        if phrase.lemma in self._data.words_of("taking_up") and not phrase.narrowing:
            return True
        pointed = phrase.determiner == "demonstrative" and (phrase.narrowing or phrase.qualified)
        played = "sport" in phrase.groups and self._opens(phrase)
        return bool(phrase.age or (pointed and "plain" not in phrase.groups) or played)

    def _sets_apart(self, phrase: Phrase) -> bool:
        """Whether a phrase says enough to mean one person, and not anybody who does that work."""
        if phrase.groups & _ANYBODY:
            return False
        named = any(True for _ in self._names.from_place(phrase.span.start, phrase.span.end))
        opens = self._opens(phrase) and not phrase.groups & _WELL_KNOWN
        return opens or named or phrase.former or phrase.renewed

    def _opens(self, phrase: Phrase) -> bool:
        """Whether a phrase is the first of its sentence, and so most often what that is about.

        Something may come before that names nobody: ``Ce jour-là, l'acteur …``.
        """
        start = phrase.span.start
        opens = _OPENS.search(self._names.text, max(0, start - 70), start)
        if opens is None:
            return False
        first = self._names.from_place(opens.start(), start)
        return not any(number in self._names.group_of for number in first)

    def _is_said_by(self, phrase: Phrase) -> bool:
        """Whether a verb behind a quotation or comma stands before the phrase, its subject turned behind it."""
        start, text = phrase.span.start, self._names.text
        if fold(text[start : start + 3]) in _CONTRACTED or (phrase.codes and GUESS in phrase.groups):
            return False
        before = Span(max(0, start - 60), start)
        found = _SAYS.search(text, before.start, before.end)
        if found is None:
            to_somebody = _TO_SOMEBODY.search(text, before.start, before.end)
            found = _SAYS.search(text[before.start : to_somebody.start()] + " ") if to_somebody else None
        return found is not None and fold(found["verb"]) not in self._data.words_of("never")
