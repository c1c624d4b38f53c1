"""Whether work grows in proportion to its input: for tests of what sees long and hostile texts."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

LIMIT = 2.5
"""Twice the input may take so many times as long."""
_ENOUGH = 0.03
"""Seconds of processor time that can be compared on a busy machine."""
_TRIES = 6
_T = TypeVar("_T")

ATTACKS: dict[str, str] = {
    "crlf_fields": "Nom: Anne Brun\r\n",
    "blanks": " ",
    "no_break_blanks": "\u00a0",
    "tabs": "\t",
    "line_ends": "\n",
    "blank_lines": "a\n\n",
    "letters": "a",
    "capitals": "A",
    "digits": "1",
    "hyphens": "-",
    "dots": ".",
    "ellipses": "…",
    "apostrophes": "'",
    "curly_apostrophes": "’",
    "commas": ",",
    "colons": ":",
    "exclamations": "!",
    "opening_marks": "«",
    "closing_marks": "»",
    "straight_marks": '"',
    "english_marks": "“",
    "single_marks": "‘",
    "quoted_letters": "« a » ",
    "quotes_within": "« a “ b ",
    "dashes": "\n— ",
    "open_brackets": "(",
    "square_brackets": "[",
    "brackets": "(a) ",
    "short_words": "a ",
    "short_names": "A ",
    "initials": "A.",
    "initials_apart": "a. ",
    "numbers": "1,",
    "years": "12 mars 2021 ",
    "hyphened": "a-",
    "hyphened_names": "Jean-",
    "elided": "d'",
    "titles": "Mr ",
    "courtesies": "M. ",
    "particles": "de la ",
    "articles": "le ",
    "said": "a dit ",
    "said_that": "il a dit que ",
    "he_said": "« oui », a-t-il dit. ",
    "names": "Jean Dupont ",
    "many_names": "Jean Dupont, Anne Brun et ",
    "descriptions": "le président de la République, ",
    "short_lines": "a\n",
    "list": "- a\n",
    "mixed_list": "* a\n1. ",
    "credits": "Photo : a ",
    "copyrights": "© a ",
    "dates": "Le 3 mars 2021 à 12 h 30\n",
    "addresses": "https://a.fr/",
    "entities": "&amp;",
    "ampersands": "&",
    "nested_tags": "<b>",
    "open_tags": "<a ",
    "comments": "<!--",
    "unclosed": "<",
    "emphasis": "*a ",
    "strong": "**a",
    "under": "_a_",
    "links": "[a](",
    "images": "![",
    "backticks": "`",
    "fences": "```a\n",
    "quoted_lines": "> ",
    "tables": "|a",
    "groups": "{",
    "closing_groups": "}",
    "controls": "\\a",
    "styles": "a{b:c}",
    "data": "data:image/png;base64,",
    "parameters": ";a=b",
    "equals": "=",
    "boundaries": "--b\n",
    "continued": "a: b\n c\n",
}
"""What patterns repeat over: a text is made of one of them, as often as is wanted."""


def attack(name: str, length: int) -> str:
    """A text of about ``length`` characters that ends otherwise than it goes on."""
    pump = ATTACKS[name]
    return pump * max(1, length // len(pump)) + "\x01z"


def grows_linearly(make: Callable[[int], _T], work: Callable[[_T], object], first: int, most: int) -> str:
    """Nothing, or how the time of ``work`` grows too fast between inputs of ``first`` and ``most`` characters.

    Lengths are doubled until the times can be compared: patterns that are exponential show soon.
    """
    length, before = first, _seconds(make(first), work)
    while length < most:
        length *= 2
        data = make(length)
        after = _seconds(data, work)
        if after > _ENOUGH and after > LIMIT * before:
            shorter = make(length // 2)
            for _ in range(_TRIES if after < 3 else 1):
                before, after = min(before, _seconds(shorter, work)), min(after, _seconds(data, work))
                if after <= LIMIT * max(before, _ENOUGH / 4):
                    break
            else:
                return f"{length // 2}: {before:.3f} s, {length}: {after:.3f} s"
        if after > 8 * _ENOUGH:
            return ""
        before = after
    return ""


def _seconds(data: _T, work: Callable[[_T], object]) -> float:
    gc.collect(0)
    gc.disable()
    try:
        start = time.thread_time()
        work(data)
        return time.thread_time() - start
    finally:
        gc.enable()
