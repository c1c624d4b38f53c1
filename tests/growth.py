"""Whether work grows in proportion to its input: for tests of what sees long and hostile texts."""

from __future__ import annotations

import gc
import math
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import TypeVar

LIMIT = 2.5
"""Twice the input may take so many times as long."""
_ENOUGH = 0.04
"""Seconds of processor time that can be compared on a busy machine."""
_TRIES = 15
_MOST_SECONDS = 20
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
    "soft_hyphens": "a\u00ad",
    "zero_width": "\u200b",
    "wrapped": "Le pont de la ville a fermé hier soir à la suite d’une\n",
    "wrapped_at_hyphens": "Le pont de la ville a fermé hier soir, dit Anne-\n",
}
"""What patterns repeat over: a text is made of one of them, as often as is wanted."""


DISTINCT: dict[str, str] = {
    "other_people": "{0} {1} dort. ",
    "other_surnames": "M. {0} dort. ",
    "other_families": "{0} Dupont et {1} Dupont dorment. ",
    "other_speakers": "« Non », a dit {0} {1}. ",
    "other_roles": "{0} {1}, maire de {2}, dort. ",
    "other_acronyms": "l’Union {0} {1} (U{0}) ",
    "namesakes": "{0} Dupont dort. Dupont mange, M. Dupont rit. ",
    "other_first_names": "Jean {0} dort. Jean mange. ",
    "other_places": "à {0}-sur-{1}, la mairie de {0} ",
    "other_bodies": "l’Union de {0}, le ministère {1} et la Banque {2} ",
    "other_nicknames": "{0} {1}, dite {2}, dort. ",
    "other_families_said": "« Non », répond {0} Dupont à {1} Dupont. ",
    "other_words": "{0} ",
    "other_lines": "{0}\n",
    "other_fields": "{0}: a\r\n",
    "other_tags": "<{0}>",
    "other_links": "[{0}]: http://a.fr/{1}\n",
}
"""The same, with other words each time: what is compared with everything before it."""


def attack(name: str, length: int) -> str:
    """A text of about ``length`` characters that ends otherwise than it goes on."""
    if name in DISTINCT:
        pump = DISTINCT[name]
        count = max(1, length // len(pump.format(*map(_word, range(3)))))
        return "".join(pump.format(*map(_word, range(3 * n, 3 * n + 3))) for n in range(count))
    pump = ATTACKS[name]
    return pump * max(1, length // len(pump)) + "\x01z"


def _word(number: int) -> str:
    """A capitalised word of letters for each number, such as ``Baca``."""
    letters = ""
    for _ in range(4):
        number, digit = divmod(number, 80)
        letters += "bcdfghjklmnprstv"[digit % 16] + "aeiou"[digit // 16]
    return letters.capitalize()


def growth_fault(make: Callable[[int], _T], work: Callable[[_T], object], first: int, most: int) -> str:
    """Nothing, or how the time of ``work`` grows too fast between inputs of ``first`` and ``most`` characters."""
    try:
        return _fault(make, work, first, most)
    except _EndlessError:
        return f"more than {_MOST_SECONDS} s of processor time"


def _fault(make: Callable[[int], _T], work: Callable[[_T], object], first: int, most: int) -> str:
    """Lengths are doubled until the times can be compared.

    A single step is no growth: a table that no longer fits the processor's cache costs some machines half as
    much again. So what grows too fast over one doubling has to do so over the next as well.
    """
    length, before = first, _seconds(make(first), work)
    while length < most:
        length *= 2
        data = make(length)
        after = _seconds(data, work)
        if after > _ENOUGH and after > LIMIT * before:
            times = _least_times([make(length // 2), data, make(length * 2)], work)
            if all(longer > LIMIT * max(shorter, _ENOUGH / 4) for shorter, longer in pairwise(times)):
                return ", ".join(f"{length * 2**n // 2}: {seconds:.3f} s" for n, seconds in enumerate(times))
            before, after = times[:2]
        if after > 8 * _ENOUGH:
            return ""
        before = after
    return ""


def _least_times(rows: list[_T], work: Callable[[_T], object]) -> list[float]:
    """The least time of each row over several tries, or what is known once one of them takes long."""
    times = [math.inf] * len(rows)
    for _ in range(_TRIES):
        times = [min(least, _seconds(row, work)) for least, row in zip(times, rows, strict=True)]
        if (
            any(longer <= LIMIT * max(shorter, _ENOUGH / 4) for shorter, longer in pairwise(times))
            or times[1] > 3
        ):
            break
    return times


def _seconds(data: _T, work: Callable[[_T], object]) -> float:
    gc.collect(0)
    gc.disable()
    try:
        with _at_most(_MOST_SECONDS):
            start = time.thread_time()
            work(data)
            return time.thread_time() - start
    finally:
        gc.enable()


class _EndlessError(Exception):
    """The time is over."""


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Break off what is exponential, where the system can: the test is to fail, not to hang."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def end(_number: int, _frame: object) -> None:
        raise _EndlessError

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
