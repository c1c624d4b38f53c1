"""What the parse says of a quotation's place in its sentence: governing verbs, their subjects, roles of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.core.records import MentionKind, Span
from reader.nlp.quotes.context import Located, Surroundings

_PREPOSITION = re.compile(
    r"(?:^|[\s(])(?:de|du|des|d['’]|à|au|aux|avec|par|pour|sur|contre|chez|dans|en|entre|vers|sous|de la|de l['’]|"
    r"de M\.|de Mme|à M\.|à Mme|avec M\.|par M\.|par Mme|et|dont)[ \u00a0\u202f\n]*$",
    re.IGNORECASE,
)
_INTRODUCING = re.compile(r"(?: [a-zà-ÿ’'-]+){0,2} (?:M\. |Mme )?")
_LINKED = ("conj", "xcomp", "advcl", "ccomp")
_HEIGHT = 7


@dataclass(frozen=True, slots=True)
class Governor:
    """A word outside a quotation that governs it: its token, how far up, and its subject's token."""

    token: int
    height: int
    subject: int | None


def governed(text: str, start: int, floor: int = 0) -> bool:
    """Whether a preposition or conjunction stands right before a place, not before ``floor``."""
    return _PREPOSITION.search(text[max(floor, start - 14) : start]) is not None


def governors(around: Surroundings, span: Span) -> Iterator[Governor]:
    """The words above a quotation in its sentence, from the nearest up."""
    number = _first_word(around, span)
    height = 0
    for _ in range(_HEIGHT):
        if number is None:
            return
        head = around.tokens[number].head
        if head == number:
            return
        number = head
        if not span.contains(around.tokens[number].span):
            yield Governor(number, height, subject_of(around, number))
            height += 1


def subject_of(around: Surroundings, number: int) -> int | None:
    """The token that is the subject of a word; the antecedent for ``qui`` and for a participle."""
    token = around.tokens[number]
    for child in around.children(number):
        if around.tokens[child].dep.startswith("nsubj"):
            if around.tokens[child].text.lower() == "qui" and token.dep == "acl:relcl":
                return token.head
            return child
    return token.head if token.dep == "acl" and token.text.endswith("ant") else None


def parsed_subject(around: Surroundings, verb: Span, floor: int) -> Located | None:
    """The parse's nominal subject of the verb or of the verb it is joined to, where it is a mention."""
    number = around.token_at(_main_word(around.text, verb))
    for _ in range(3):
        if number is None:
            return None
        child = subject_of(around, number)
        if child is not None and around.tokens[child].span.start >= floor:
            found = mention_of(around, child)
            if found is not None and around.outside_quotes(found.span):
                return found
        token = around.tokens[number]
        number = token.head if token.dep in _LINKED and token.head != number else None
    return None


def mention_of(around: Surroundings, number: int) -> Located | None:
    """The mention that a subject token heads: one that covers it, or a name standing in apposition to it."""
    for part in (number, *(child for child in around.children(number) if _names(around, child))):
        token = around.tokens[part]
        for item in around.between(max(0, token.span.start - 60), token.span.end + 60):
            covers = item.span.start <= token.span.start < item.span.end
            if covers and not (part != number and governed(around.masked, item.span.start)):
                return named_behind(around, item)
    return None


def named_behind(around: Surroundings, item: Located) -> Located:
    """The name that a description introduces (``l'ancien chef du parti Jean X``), else the mention itself."""
    if item.kind is not MentionKind.NOMINAL:
        return item
    for other in around.between(item.span.end, item.span.end + 60)[:1]:
        gap = around.masked[item.span.end : other.span.start]
        if (
            other.kind is MentionKind.NAME
            and other.entity.entity_type == "PER"
            and _INTRODUCING.fullmatch(gap)
        ):
            return other
    return item


def role(around: Surroundings, item: Located) -> str:
    """What a mention is in its sentence: ``subject``, ``governed`` by a preposition, ``object`` or ``other``."""
    if governed(around.masked, item.span.start):
        return "governed"
    head = _head_token(around, item.span)
    if head is None:
        return "unparsed"
    dep = around.tokens[head].dep
    if dep.startswith("nsubj"):
        return "main subject" if around.tokens[around.tokens[head].head].dep == "ROOT" else "subject"
    if dep in ("flat:name", "appos", "nmod") and around.tokens[around.tokens[head].head].dep.startswith(
        "nsubj"
    ):
        return "subject"
    return "object" if dep.startswith(("obj", "iobj")) else "governed" if dep.startswith("obl") else "other"


def phrase_of(around: Surroundings, number: int) -> Span:
    """The noun phrase that a token heads, without relative clauses."""
    first = last = number
    stack = [number]
    while stack:
        parent = stack.pop()
        for child in around.children(parent):
            if parent == number and around.tokens[child].dep == "case":
                continue
            if around.tokens[child].dep in ("det", "amod", "nmod", "nummod", "case", "flat:name", "fixed"):
                first, last = min(first, child), max(last, child)
                stack.append(child)
    return Span(around.tokens[first].span.start, around.tokens[last].span.end)


def _names(around: Surroundings, child: int) -> bool:
    token = around.tokens[child]
    return token.dep in ("appos", "flat:name") or (token.dep == "nmod" and token.pos == "PROPN")


def _head_token(around: Surroundings, span: Span) -> int | None:
    """The token of a range whose head lies outside it."""
    number = around.token_at(span.start)
    while number is not None and number < len(around.tokens) and around.tokens[number].span.start < span.end:
        head = around.tokens[around.tokens[number].head]
        if head is around.tokens[number] or not span.contains(head.span):
            return number
        number += 1
    return None


def _first_word(around: Surroundings, span: Span) -> int | None:
    """The first token inside a quotation that is a word."""
    for place in range(span.start, min(span.end, span.start + 12)):
        if around.text[place].isalnum():
            return around.token_at(place)
    return None


def _main_word(text: str, verb: Span) -> int:
    """Where the main verb of ``a déclaré`` begins."""
    return max(verb.start, text.rfind(" ", verb.start, verb.end) + 1)
