"""Whom a pronoun in a reporting clause stands for: gender, number, the last subject, the last speaker."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reader.core.records import Entity, MentionKind
from reader.nlp.quotes.context import Located, Surroundings

_TITLE_MALE = re.compile(r"\b(?:M\.|Mgr|[Ll]e (?:[\w-]+ ){1,4}|[Ll]['’]ancien (?:[\w-]+ ){1,3})$")
_TITLE_FEMALE = re.compile(r"\b(?:Mme|Mlle|[Ll]a (?:[\w-]+ ){1,4}|[Ll]['’]ancienne (?:[\w-]+ ){1,3})\s?$")
_GOVERNED = re.compile(
    r"(?:\b(?:de|du|des|à|au|aux|avec|par|contre|chez|entre|et)|[dl]['’]|\bde M\.|\bà M\.)\s*$", re.IGNORECASE
)
_SENTENCES_BACK = 4


class Pronouns:
    """Resolves pronouns of one article."""

    def __init__(
        self, around: Surroundings, entities: Sequence[Entity], first_names: Mapping[str, str]
    ) -> None:
        self._around = around
        self._genders = {e.id: self._gender(e, first_names) for e in entities if e.entity_type == "PER"}

    def resolve(self, pronoun: str, place: int, last_speaker: Located | None, since: int) -> Located | None:
        """The entity meant by ``pronoun`` at ``place``.

        Somebody named since the quotation before, which ended at ``since``, comes first, then who said it.
        """
        if pronoun in ("on", "ils", "elles"):
            return None
        gender = "f" if "elle" in pronoun or "dernière" in pronoun or pronoun.endswith("ée") else "m"
        between = self.last_subject(place, gender)
        if between is not None and between.span.start >= since:
            return between
        if last_speaker is not None and self._fits(last_speaker.entity, gender):
            return last_speaker
        return between

    def _fits(self, entity: Entity, gender: str) -> bool:
        if entity.entity_type != "PER":
            return entity.entity_type == "ORG"
        return not gender or self._genders.get(entity.id, "") in ("", gender)

    def last_subject(self, place: int, gender: str = "") -> Located | None:
        """The first person, not governed by a preposition, of the sentence or one of those before it."""
        end = place
        for _ in range(_SENTENCES_BACK):
            start = self._around.sentence_start(max(0, end - 1))
            people = [
                item
                for item in self._around.between(start, end)
                if item.entity.entity_type == "PER"
                and self._around.outside_quotes(item.span)
                and self._fits(item.entity, gender)
            ]
            free = [
                i
                for i in people
                if not _GOVERNED.search(self._around.text[max(0, i.span.start - 12) : i.span.start])
            ]
            if free or people:
                return (free or people)[0]
            if start <= 0:
                return None
            end = start
        return None

    def _gender(self, entity: Entity, first_names: Mapping[str, str]) -> str:
        """``m``, ``f`` or empty: by titles and articles before the names, descriptions, the first name."""
        votes = {"m": 0, "f": 0}
        for mention in entity.mentions:
            before = self._around.text[max(0, mention.span.start - 60) : mention.span.start]
            words = self._around.text[mention.span.start : mention.span.end]
            if mention.kind is MentionKind.NOMINAL:
                votes["m"] += words.lower().startswith(("le ", "du ", "au ", "un ", "l’ancien ", "l'ancien "))
                votes["f"] += words.lower().startswith(("la ", "une ", "l’ancienne ", "l'ancienne "))
                continue
            votes["m"] += 2 * bool(re.search(r"\bM\.\s?$", before)) + bool(_TITLE_MALE.search(before))
            votes["f"] += 2 * bool(re.search(r"\bM(?:me|lle)\s?$", before)) + bool(
                _TITLE_FEMALE.search(before)
            )
        known = first_names.get(entity.name.split()[0].lower(), "")
        if known:
            votes[known] += 2
        if votes["m"] == votes["f"]:
            return ""
        return "m" if votes["m"] > votes["f"] else "f"
