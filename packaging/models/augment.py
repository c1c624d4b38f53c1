"""Other wordings of an example that keep its names where they belong: swapped people, titles, capitals, marks."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from corpus import Example, Passage

Names = tuple[tuple[int, int, str], ...]

_TITLED = re.compile(r"(?:\bM\.|\bMme|\bMe|\bDr|\bPr|président|présidente|ministre)[ \u00a0]$")
_PARTICLE = re.compile(r"(?:(?:de la|du|des|de|d'|von|van der|van|ben|al-|el-|bin|Mac|di|da)[ ']?)?\S+$")
_TABLE = Path(__file__).with_name("names.toml")


class Augmenter:
    """Draws from the tables in ``names.toml`` with a seeded generator."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
        self._origins = list(self._table["people"].values())

    def __call__(self, passage: Passage) -> Passage:
        """Another wording of ``passage``; now and then the same. Who is renamed is so all through it."""
        others: dict[str, str] = {}
        return tuple(self._other(example, others) for example in passage)

    def _other(self, example: Example, others: dict[str, str]) -> Example:
        text, names = example.text, example.names
        if example.corpus != "en":  # the tables are French
            text, names = self._with_other_names(example, others)
            text, names = self._with_furniture(text, names)
        text = self._with_other_case(text, names)
        return replace(example, text=self._with_other_marks(text), names=names)

    # -- names -----------------------------------------------------------------------------------

    def _with_other_names(self, example: Example, others: dict[str, str]) -> tuple[str, Names]:
        out: list[str] = []
        names: list[tuple[int, int, str]] = []
        place = length = 0
        for start, end, label in example.names:
            gap = example.text[place:start]
            surface = example.text[start:end]
            lead, new = self._other_name(example.text[:start], surface, label, others)
            out += [gap, lead, new]
            length += len(gap) + len(lead)
            names.append((length, length + len(new), label))
            length += len(new)
            place = end
        out.append(example.text[place:])
        return "".join(out), tuple(names)

    def _other_name(self, before: str, surface: str, label: str, others: dict[str, str]) -> tuple[str, str]:
        """Words to put before a name, and the name itself or another one; ``others`` holds what is decided."""
        draw = self._random.random()
        if surface in others:
            return "", others[surface]
        if label == "PER":
            return self._other_person(before, surface, draw, others)
        if label == "ORG":
            others[surface] = self._other_organisation(surface) if draw < 0.14 else surface
            return "", others[surface]
        if label == "LOC" and draw < 0.10 and " " not in surface and surface[:1].isupper():
            glued = before.endswith(("'", "’"))
            towns = self._table["places"]["vowel" if glued else "consonant"]
            return "", self._random.choice(towns) if before.endswith(("à ", "de ")) or glued else surface
        return "", surface

    def _other_person(
        self, before: str, surface: str, draw: float, others: dict[str, str]
    ) -> tuple[str, str]:
        titled = bool(_TITLED.search(before))
        if " " in surface and draw < 0.34:
            new = self._full_name()
            others[surface] = new
            others.setdefault(surface.split()[-1], new.split()[-1])
            return "", new
        if " " in surface and not titled and draw < 0.46:
            last = _PARTICLE.search(surface)
            short = last.group() if last and last.group()[:1].isupper() else surface
            title = self._random.choice(self._table["titles"]) + " " if self._random.random() < 0.6 else ""
            return (title if short != surface else ""), short
        others[surface] = self._surname() if " " not in surface and titled and draw < 0.5 else surface
        return "", others[surface]

    def _full_name(self) -> str:
        origin = self._random.choice(self._origins)
        first = self._random.choice(origin["first"])
        last = self._random.choice(origin["last"])
        draw = self._random.random()
        if draw < 0.05:
            return f"{first[0]}. {last}"
        if draw < 0.09 and last.isalpha():
            return f"{last.upper()} {first}"
        if draw < 0.15 and "-" not in first:
            return f"{first} {self._random.choice(origin['first'])} {last}"
        return f"{last} {first}" if origin.get("family_first") else f"{first} {last}"

    def _surname(self) -> str:
        return self._random.choice(self._random.choice(self._origins)["last"])

    def _other_organisation(self, surface: str) -> str:
        """A name of the same make: acronyms for acronyms, a ministry for a ministry, a word for a word."""
        kinds = self._table["organisations"]
        if re.fullmatch(r"[A-ZÀ-Þ]{2,6}", surface):
            return self._random.choice(kinds["acronyms"])
        head = surface.split()[0].lower()
        for kind in kinds.values():
            if kind[0].split()[0].lower() == head and " " in kind[0]:
                return self._random.choice(kind)
        if " " not in surface and surface[:1].isupper():
            return self._random.choice(kinds["single"])
        return surface

    # -- the page around it ------------------------------------------------------------------------

    def _with_furniture(self, text: str, names: Names) -> tuple[str, Names]:
        draw = self._random.random()
        if draw < 0.05 and len(text) < 400:
            lead = self._random.choice(self._table["furniture"]["credits"])
            agency = self._random.choice(self._table["furniture"]["agencies"])
            start = len(text) + len(lead)
            closing = ")" if "(" in lead else ""
            return f"{text}{lead}{agency}{closing}", (*names, (start, start + len(agency), "ORG"))
        if draw < 0.08:
            lead = self._random.choice(self._table["furniture"]["leads"])
            return lead + text, _shifted(names, len(lead))
        if draw < 0.11 and names and names[0][0] > 3:
            cut = text.rfind(" ", 0, names[0][0]) + 1
            return text[cut:], _shifted(names, -cut)
        if draw < 0.16 and text.endswith("."):
            return text[:-1], names
        return text, names

    def _with_other_case(self, text: str, names: Names) -> str:
        draw = self._random.random()
        if draw < 0.03:
            return _if_same_length(text, str.upper)
        if draw < 0.08:
            for start, end, label in names:
                if label == "PER" and self._random.random() < 0.6:
                    last = text.rfind(" ", start, end) + 1 or start
                    text = (
                        text[: max(last, start)]
                        + _if_same_length(text[max(last, start) : end], str.upper)
                        + text[end:]
                    )
        if draw > 0.97:
            return text.translate(str.maketrans("ÉÈÊÀÂÇÔÎ", "EEEAACOI"))
        return text

    def _with_other_marks(self, text: str) -> str:
        """All of these keep the length, so that no offset moves."""
        draw = self._random.random()
        text = text.replace("’", "'") if draw < 0.45 else text.replace("'", "’")
        draw = self._random.random()
        if draw < 0.12:
            text = text.replace("«", '"').replace("»", '"')
        elif draw < 0.24:
            text = text.replace("«", "“").replace("»", "”")
        if self._random.random() < 0.15:
            text = text.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" :", "\u00a0:")
        return text


def _shifted(names: Names, by: int) -> Names:
    return tuple((start + by, end + by, label) for start, end, label in names)


def _if_same_length(text: str, change: Callable[[str], str]) -> str:
    changed = change(text)
    return changed if len(changed) == len(text) else text
