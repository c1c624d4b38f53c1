"""Who the subject of a reporting clause is: by the parse where it can be trusted, else by position."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.core.records import MentionKind, Span
from reader.nlp.quotes.context import Located, Surroundings

_B = r"[ \u00a0\u202f\n]"
_INVERTED = re.compile(r"-(?:t-)?(?P<pronoun>ils?|elles?|on)\b", re.IGNORECASE)
_PRONOUN_BEFORE = re.compile(
    rf"\b(?P<pronoun>ils?|elles?|celui-ci|celle-ci|ce dernier|cette dernière|l['’]intéressée?){_B}+"
    rf"(?:(?:n['’]|s['’]|l['’]|m['’]|se|lui|leur|nous|en|y|ne|le|la|les|a|aussi|également|ensuite){_B}*)*$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf",?{_B}*qui{_B}+(?:(?:s['’]|se|l['’]|lui|leur|n['’]|ne|en|y|a){_B}*)*$", re.IGNORECASE
)
_ADVERBIAL = re.compile(
    rf"(?:,?{_B}*(?:hier|aujourd['’]hui|demain|(?:ce |le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
    rf"(?: (?:matin|soir|dernier|après-midi))?|ce (?:matin|soir)|(?:pour|de) (?:sa|son|leur) (?:part|côté)|"
    rf"quant à (?:lui|elle)|"
    rf"notamment|également|encore|ainsi|aussi|ensuite|alors|enfin|en substance|au micro d[eu] [^,]+|"
    rf"(?:à|auprès de) (?:l['’]AFP|la presse|des journalistes|Reuters)|"
    rf"dans un (?:communiqué|tweet|entretien)[^,]*|avec [a-zéè]+)(?=\W),?)+",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[,.;:()\n\x1a!?]|\s[–—-]\s|\b(?:qui|que|dont|où|lors|après|avant|devant|à propos|au sujet|sur)\b"
)
_DIRECT_PREPOSITION = re.compile(
    rf"(?:^|[\s(])(?:de|du|des|d['’]|à|au|aux|avec|par|pour|sur|contre|chez|dans|en|entre|vers|sous|de la|de l['’]|"
    rf"de M\.|de Mme|à M\.|à Mme|avec M\.|par M\.|par Mme|et|dont){_B}*$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    rf"{_B}*(?:le|la|les|l['’]|un|une|des|du|son|sa|ses|leur|ce|cette|ces|plusieurs|certains|de nombreux|"
    rf"d['’]autres|deux|trois|quelques|beaucoup de){_B}*",
    re.IGNORECASE,
)
_MAX_NOUN_PHRASE = 140


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks: a mention, or a pronoun, or plain words that name nobody in particular."""

    span: Span
    mention: Located | None = None
    pronoun: str = ""
    organization: Located | None = None
    certainty: float = 0.9


def inverted_pronoun(around: Surroundings, verb: Span) -> Subject | None:
    """``a-t-il ajouté``, ``renchérit-elle``: the pronoun inside or right behind the verb."""
    inside = _INVERTED.search(around.text, verb.start, verb.end)
    match = inside or _INVERTED.match(around.text, verb.end)
    if match is None:
        return None
    return Subject(Span(match.start("pronoun"), match.end("pronoun")), pronoun=match["pronoun"].lower())


def noun_phrase(around: Surroundings, start: int, limit: int) -> Subject | None:
    """The source that the noun phrase beginning at ``start`` names: after an inverted verb or ``selon``."""
    skipped = _ADVERBIAL.match(around.masked, start, limit)
    start = skipped.end() if skipped else start
    while start < limit and around.masked[start].isspace():
        start += 1
    stop = _STOP.search(around.masked, start + 1, min(limit, start + _MAX_NOUN_PHRASE))
    end = stop.start() if stop else min(limit, start + _MAX_NOUN_PHRASE)
    if (
        stop
        and stop.group() == "."
        and re.search(r"\b(?:MM?|Me|Dr|[A-Z])$", around.masked[start : stop.start()])
    ):
        longer = _STOP.search(around.masked, stop.end() + 1, min(limit, start + _MAX_NOUN_PHRASE))
        end = longer.start() if longer else min(limit, start + _MAX_NOUN_PHRASE)
    if end <= start:
        return None
    return _in_phrase(around, start, end, limit)


def _in_phrase(around: Surroundings, start: int, end: int, limit: int) -> Subject | None:
    """Who a phrase is about: a person named in it, one described by it, a body, an apposition, or its words."""
    inside = around.between(start, end)
    for item in inside:
        before = around.masked[start : item.span.start]
        if (
            item.entity.entity_type == "PER"
            and item.kind is MentionKind.NAME
            and not _DIRECT_PREPOSITION.search(before)
        ):
            return Subject(item.span, item)
    described = next((i for i in inside if i.kind is MentionKind.NOMINAL and i.span.start - start <= 4), None)
    if described is not None:
        return Subject(described.span, described)
    apposed = _apposed(around, end, limit)
    if apposed is not None:
        return Subject(apposed.span, apposed)
    body = next((i for i in inside if i.kind is MentionKind.NAME), None)
    if (body is not None and _DETERMINER.fullmatch(around.masked, start, body.span.start)) or (
        body is not None and body.span.start == start
    ):
        return Subject(body.span, body, certainty=0.8)
    words = around.masked[start:end].strip()
    determiner = _DETERMINER.match(around.masked, start, end)
    if not words or (determiner is None and not words[:1].isupper()) or not words[0].isalpha():
        return None
    organization = body if body is not None and body.entity.entity_type == "ORG" else None
    return Subject(
        Span(start, start + len(around.masked[start:end].rstrip())), organization=organization, certainty=0.6
    )


def _apposed(around: Surroundings, end: int, limit: int) -> Located | None:
    """``…, Jean X,``: a person whose name stands right behind the comma that ends the phrase."""
    if around.masked[end : end + 1] != ",":
        return None
    for item in around.between(end + 1, min(limit, end + 60)):
        gap = around.masked[end + 1 : item.span.start].strip()
        if (
            item.entity.entity_type == "PER"
            and item.kind is MentionKind.NAME
            and gap in ("", "M.", "Mme", "Me", "Dr")
        ):
            return item
        return None
    return None


def before_verb(around: Surroundings, verb: Span, floor: int) -> Subject | None:
    """The subject that stands before a verb in its sentence."""
    left = around.masked[floor : verb.start]
    pronoun = _PRONOUN_BEFORE.search(left)
    if pronoun is not None:
        start = floor + pronoun.start("pronoun")
        return Subject(Span(start, floor + pronoun.end("pronoun")), pronoun=pronoun["pronoun"].lower())
    relative = _RELATIVE.search(left)
    if relative is not None:
        antecedent = _last(around, floor, floor + relative.start())
        if antecedent is not None and not around.masked[antecedent.span.end : floor + relative.start()].strip(
            " ,"
        ):
            return Subject(antecedent.span, antecedent, certainty=0.85)
    parsed = _parsed_subject(around, verb, floor)
    if parsed is not None:
        return parsed
    return _nearest(around, floor, verb.start)


def _last(around: Surroundings, start: int, end: int) -> Located | None:
    found = [item for item in around.between(start, end) if around.outside_quotes(item.span)]
    return found[-1] if found else None


def _parsed_subject(around: Surroundings, verb: Span, floor: int) -> Subject | None:
    """The parse's nominal subject of the verb or of the verb it is joined to, where it is a mention."""
    number = around.token_at(_last_word(around.text, verb))
    for _ in range(3):
        if number is None:
            return None
        for child in around.children(number):
            token = around.tokens[child]
            if token.dep.startswith("nsubj") and token.span.start >= floor:
                found = _mention_of(around, child)
                if found is not None and around.outside_quotes(found.span):
                    return Subject(found.span, found)
        token = around.tokens[number]
        number = (
            token.head if token.dep in ("conj", "xcomp", "advcl", "ccomp") and token.head != number else None
        )
    return None


def _last_word(text: str, verb: Span) -> int:
    """Where the main verb of ``a déclaré`` begins."""
    return max(verb.start, text.rfind(" ", verb.start, verb.end) + 1)


def _mention_of(around: Surroundings, number: int) -> Located | None:
    """The mention that a subject token heads: one that covers it, or a name standing in apposition to it."""
    for part in (
        number,
        *(c for c in around.children(number) if around.tokens[c].dep in ("appos", "flat:name", "nmod")),
    ):
        token = around.tokens[part]
        if part != number and token.dep == "nmod" and token.pos != "PROPN":
            continue
        for item in around.between(max(0, token.span.start - 60), token.span.end + 60):
            covers = item.span.start <= token.span.start < item.span.end
            if covers and not (
                part != number and _DIRECT_PREPOSITION.search(around.masked[: item.span.start][-12:])
            ):
                return item
    return None


def _nearest(around: Surroundings, floor: int, end: int) -> Subject | None:
    """The nearest mention before the verb that no preposition governs; else the words that open the clause."""
    for item in _subjects_backwards(around, floor, end):
        return Subject(item.span, item, certainty=0.7)
    return _opening_words(around, floor, end)


def _subjects_backwards(around: Surroundings, floor: int, end: int) -> Iterator[Located]:
    found = [item for item in around.between(floor, end) if around.outside_quotes(item.span)]
    people = [item for item in found if item.entity.entity_type == "PER"]
    for group in (people, found):
        for item in reversed(group):
            if not _DIRECT_PREPOSITION.search(around.masked[floor : item.span.start]):
                yield item


def _opening_words(around: Surroundings, floor: int, end: int) -> Subject | None:
    """``Les experts``, ``Un témoin``: a noun phrase right before the verb that is nobody's name."""
    left = around.masked[floor:end]
    match = re.search(
        rf"(?:^|[,;\x1a]{_B}*|\bque{_B}+)(?P<words>(?:les?|la|l['’]|une?|des|certains|plusieurs|"
        rf"de nombreux|d['’]autres){_B}*[^,;:.\x1a]{{3,70}}?){_B}*$",
        left,
        re.IGNORECASE,
    )
    if match is None:
        return None
    return Subject(Span(floor + match.start("words"), floor + match.end("words")), certainty=0.5)
