"""What the text says of a person's gender, and whether a pronoun or description can mean somebody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from reader.core.identity.normalise import fold
from reader.core.records import Entity, Mention, MentionKind, Span
from reader.nlp.quotes.subjects import Subject

_TITLE_MALE = re.compile(r"\b(?:M\.|Mgr|[Ll]e (?:[\w-]+ ){1,4}|[Ll]['’]ancien (?:[\w-]+ ){1,3})\s?$")
_TITLE_FEMALE = re.compile(r"\b(?:Mme|Mlle|[Ll]a (?:[\w-]+ ){1,4}|[Ll]['’]ancienne (?:[\w-]+ ){1,3})\s?$")
_COURTESY_MALE = re.compile(r"\bM\.\s?$")
_COURTESY_FEMALE = re.compile(r"\bM(?:me|lle)\s?$")
_BORN = re.compile(r",? \(?(?P<word>née?|âgée?|élue?|nommée?|décédée?)\b")
_ARTICLE = re.compile(r"\b(?:(?P<f>la|une)|le|du|au|un)[ \u00a0]$", re.IGNORECASE)
_PRONOUN_NEXT = re.compile(
    r"(?:[.!?…»]\s+)(?P<pronoun>Il|Elle)\s(?!(?:y|faut|s['’]agit|est (?:vrai|possible|difficile|question)|semble)\b)"
)
_FAR = 200
_NOUN_ENDING = re.compile(
    r"(?:l'|son |sa )(?:ex-)?[\w-]+?(?:(?P<f>euse|trice|ière|ienne|esse|ante|ée|ère)|eur|teur|ier|ien|ant|é|e?r)\b"
)
_MALE = ("le ", "du ", "au ", "un ", "ce ", "cet ", "son ", "l’ancien ", "l'ancien ")
_FEMALE = ("la ", "une ", "cette ", "sa ", "l’ancienne ", "l'ancienne ", "de la ")
_MALE_PRONOUNS = frozenset({"il", "celui-ci", "ce dernier", "lui", "l'intéressé"})
_FEMALE_PRONOUNS = frozenset({"elle", "celle-ci", "cette dernière", "l'intéressée"})


def subject_gender(subject: Subject, text: str) -> str:
    """``m`` or ``f`` where a pronoun or description shows it."""
    words = (subject.pronoun or text[subject.span.start : subject.span.end]).lower().replace("’", "'")
    if subject.pronoun:
        return "m" if words in _MALE_PRONOUNS else "f" if words in _FEMALE_PRONOUNS else ""
    return _phrase_gender(words)


def genders(text: str, entities: Sequence[Entity], first_names: Mapping[str, str]) -> dict[str, str]:
    """``m``, ``f`` or nothing for each entity: by titles, articles and participles at its names, and first names."""
    starts = sorted(m.span.start for e in entities if e.entity_type == "PER" for m in e.mentions)
    return {
        e.id: _gender(text, e, first_names, starts) if e.entity_type == "PER" else _article_gender(text, e)
        for e in entities
    }


def _phrase_gender(words: str) -> str:
    """The gender of a description: by its article, else by the ending of its noun."""
    plain = words.lower().replace("’", "'")
    if plain.startswith(_FEMALE) and not plain.startswith("sa "):
        return "f"
    if plain.startswith(_MALE) and not plain.startswith("son "):
        return "m"
    noun = _NOUN_ENDING.match(plain)
    return "" if noun is None else "f" if noun["f"] else "m"


def _article_gender(text: str, entity: Entity) -> str:
    """The gender of a body or place by the articles before its names."""
    votes = Counter(
        "f" if found["f"] else "m"
        for mention in entity.mentions
        if (found := _ARTICLE.search(text, max(0, mention.span.start - 7), mention.span.start))
    )
    return votes.most_common(1)[0][0] if votes else ""


def _gender(text: str, entity: Entity, first_names: Mapping[str, str], starts: Sequence[int]) -> str:
    votes = {"m": 0, "f": 0, "": 0}
    for mention in entity.mentions:
        if mention.kind is MentionKind.NOMINAL:
            votes[_phrase_gender(text[mention.span.start : mention.span.end])] += 1
        elif mention.kind is MentionKind.NAME:
            _vote_beside(text, mention, votes)
            votes[_taken_up(text, mention.span.end, starts)] += 1
    votes[_first_name_gender(entity.name, first_names)] += 2 if " " in entity.name else 1
    if votes["m"] == votes["f"]:
        return ""
    return "m" if votes["m"] > votes["f"] else "f"


def _taken_up(text: str, end: int, starts: Sequence[int]) -> str:
    """The gender of the pronoun that takes up a name in the next sentence, where nobody else is named between."""
    number = bisect_right(starts, end)
    limit = min(starts[number] if number < len(starts) else len(text), end + _FAR)
    found = _PRONOUN_NEXT.search(text, end, limit)
    return "" if found is None else "m" if found["pronoun"] == "Il" else "f"


def _vote_beside(text: str, mention: Mention, votes: dict[str, int]) -> None:
    before = Span(max(0, mention.span.start - 60), mention.span.start)
    left = text[before.start : before.end].replace("\u00a0", " ")
    votes["m"] += 3 * bool(_COURTESY_MALE.search(left)) + bool(_TITLE_MALE.search(left))
    votes["f"] += 3 * bool(_COURTESY_FEMALE.search(left)) + bool(_TITLE_FEMALE.search(left))
    born = _BORN.match(text, mention.span.end)
    if born is not None:
        votes["f" if born["word"].endswith("ée") or born["word"].endswith("ue") else "m"] += 2


def _first_name_gender(name: str, first_names: Mapping[str, str]) -> str:
    parts = fold(name).split()
    first = parts[0] if parts else ""
    return first_names.get(first) or first_names.get(first.split("-")[0]) or ""
