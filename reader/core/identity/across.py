"""Who is who across articles: one person only by a full name, one place by what it is, never by a surname alone.

Within an article ``resolve`` has already decided; here each entity shows its evidence, and evidence that meets
without contradiction means one thing. The result depends on the set of evidence alone, never on its order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.core.identity.genders import born_gender
from reader.core.identity.language import LanguageData
from reader.core.identity.mentions import title_gender
from reader.core.identity.normalise import fold, is_acronym, key
from reader.core.identity.people import is_initial, name_parts
from reader.core.records import Article, Entity, MentionKind


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """What an article gives away of an entity's identity.

    ``names`` are keys each of which identifies it, ``letters`` acronyms that do so only where nothing else
    claims them; with neither it meets nothing. ``kb`` and ``gender`` may contradict.
    """

    entity_type: str
    names: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    kb: str = ""
    gender: str = ""

    @property
    def meets(self) -> bool:
        """Whether this can be the same as an entity of another article."""
        return bool(self.names or self.letters)

    @property
    def keys(self) -> tuple[str, ...]:
        """All under which it may meet others; no two entities without a common key are ever one."""
        kind = self.entity_type
        return (*(f"{kind}={name}" for name in self.names), *(f"{kind}~{each}" for each in self.letters))


def evidence_of(article: Article, entity: Entity, data: LanguageData) -> Evidence:
    """The evidence that an article gives of one of its entities."""
    kb = entity.kb[0].id if len(entity.kb) == 1 else ""
    if entity.entity_type == "PER":
        names = _full_names((entity.name, *entity.aliases), data)
        return Evidence("PER", names, (), kb, _gender(article, entity, data) if names else "")
    if entity.entity_type == "ORG":
        names, letters = _body_names(entity, data)
        return Evidence("ORG", names, letters, kb)
    name = f"@{kb}" if kb else key(entity.name)
    return Evidence(entity.entity_type, (name,) if name else (), (), kb)


def _full_names(forms: Sequence[str], data: LanguageData) -> tuple[str, ...]:
    """The forms of a person that are a first name with a surname, as keys.

    The end or the beginning of a longer form is left out: it may be a surname of several words.
    """
    found = {name_parts(form, data.particles, data.suffixes) for form in forms}
    inner = {parts[i:] for parts in found for i in range(1, len(parts))}
    inner |= {parts[:i] for parts in found for i in range(1, len(parts))}
    return tuple(sorted(" ".join(parts) for parts in found - inner if _is_full(parts, data)))


def _is_full(parts: tuple[str, ...], data: LanguageData) -> bool:
    if not parts or parts[0] in data.particles or is_initial(parts[0]):
        return False
    return len([part for part in parts if part not in data.particles and not is_initial(part)]) > 1


def _gender(article: Article, entity: Entity, data: LanguageData) -> str:
    """What titles and participles beside the names say, where they agree."""
    shown: set[str] = set()
    for mention in entity.mentions:
        if mention.kind == MentionKind.NAME:
            shown.add(title_gender(article.text, mention.span.start, data))
            shown.add(born_gender(article.text, mention.span.end))
    shown.discard("")
    return shown.pop() if len(shown) == 1 else ""


def _body_names(entity: Entity, data: LanguageData) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys and acronyms of an organisation; an acronym that the language knows is as good as the full name."""
    known = {
        data.acronyms[form] for form in map(key, (entity.name, *entity.aliases)) if form in data.acronyms
    }
    name = key(entity.name)
    alone = is_acronym(entity.name)
    names = known or ({name} if name and not alone else set[str]())
    letters = {_letters(form) for form in (entity.name, *entity.aliases) if is_acronym(form)}
    return tuple(sorted(names)), tuple(sorted(letters - {""})) if not known else ()


def _letters(form: str) -> str:
    return "".join(char for char in fold(form) if char.isalnum())


def group_evidence(evidence: Sequence[Evidence]) -> tuple[tuple[int, ...], ...]:
    """The numbers of the evidence that means one thing, group by group, smallest number first."""
    order = sorted(range(len(evidence)), key=lambda number: (evidence[number], number))
    groups = _Groups(evidence)
    for members in _by_name(evidence, order).values():
        for same in _by_gender(evidence, members):
            for other in same[1:]:
                groups.join(same[0], other)
    _join_acronyms(evidence, order, groups)
    return groups.all()


class _Groups:
    """Disjoint sets of evidence that refuse to join what contradicts."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        self._parent = list(range(len(evidence)))
        self._genders = [{each.gender} - {""} for each in evidence]
        self._places = [{each.kb} - {""} for each in evidence]

    def find(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        genders = self._genders[first] | self._genders[second]
        places = self._places[first] | self._places[second]
        if first != second and len(genders) < 2 and len(places) < 2:
            self._parent[second] = first
            self._genders[first], self._places[first] = genders, places

    def all(self) -> tuple[tuple[int, ...], ...]:
        found: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            found.setdefault(self.find(number), []).append(number)
        return tuple(tuple(members) for members in found.values())


def _by_name(evidence: Sequence[Evidence], order: Sequence[int]) -> Mapping[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in order:
        for name in evidence[number].names:
            found[evidence[number].entity_type, name].append(number)
    return dict(sorted(found.items()))


def _by_gender(evidence: Sequence[Evidence], members: Sequence[int]) -> Sequence[Sequence[int]]:
    """Bearers of one name: all of them, unless it is a man's and a woman's; then the undecided stay apart."""
    if {"m", "f"} - {evidence[number].gender for number in members}:
        return (members,)
    return tuple(
        same
        for gender in ("f", "m", "")
        if (same := [number for number in members if evidence[number].gender == gender])
    )


def _join_acronyms(evidence: Sequence[Evidence], order: Sequence[int], groups: _Groups) -> None:
    """Acronyms that stand alone, and the only full name that any article gives for them."""
    owners: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number in order:
        if evidence[number].names:
            for letters in evidence[number].letters:
                owners[evidence[number].entity_type, letters].add(groups.find(number))
    first: dict[tuple[str, str], int] = {}
    for number in (each for each in order if not evidence[each].names):
        keys = [(evidence[number].entity_type, letters) for letters in evidence[number].letters]
        full = {owner for each in keys for owner in owners[each]}
        if len(full) == 1:
            groups.join(full.pop(), number)
        elif not full:
            for each in keys:
                groups.join(first.setdefault(each, number), number)
        else:
            for each in keys[:1]:
                groups.join(first.setdefault(each, number), number)
