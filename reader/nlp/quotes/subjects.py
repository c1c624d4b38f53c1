"""Who the subject of a reporting clause is: by the parse where it can be trusted, else by position."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.core.records import MentionKind, Span
from reader.nlp.quotes.context import Located, Surroundings
from reader.nlp.quotes.syntax import governed, named_behind, parsed_subject

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
    rf"(?:à|sur|au|dans)[ ](?:l['’]|la |le )?(?-i:[A-ZÀ-Þ])[\w’'-]*(?:[ ](?-i:[A-ZÀ-Þ])[\w’'-]*)*"
    rf"(?=[ ,](?:le|la|un|une|l['’]|M\.|Mme))|"
    rf"par (?:courriel|écrit|téléphone|mail|texto|SMS)|au téléphone|en substance|à l['’]antenne|"
    rf"dans un (?:communiqué|tweet|entretien)[^,]*|avec [a-zéè]+)(?=\W),?)+",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[,.;:()\n\x1a!?]|\s[–—-]\s|\b(?:qui|que|dont|où|lors|après|avant|devant|à propos|au sujet|sur)\b"
)
_DETERMINER = re.compile(
    rf"{_B}*(?:le|la|les|l['’]|un|une|des|du|son|sa|ses|leur|ce|cette|ces|plusieurs|certains|de nombreux|"
    rf"d['’]autres|deux|trois|quelques|beaucoup de){_B}*",
    re.IGNORECASE,
)
_CLAUSE_BETWEEN = re.compile(
    r"(?P<clause>,\s+(?:qui|dont|où|que|lequel|laquelle)\b[^.;:\x1a]*,\s*)$", re.IGNORECASE
)
_ONE_NOUN = re.compile(rf"(?:le|la|l['’]){_B}*[a-zà-ÿ-]+(?:{_B}[a-zà-ÿ-]+)?{_B}", re.IGNORECASE)
_APPOSITION = re.compile(
    rf"(?:{_B}*\([^()\n]{{1,60}}\))?,?{_B}*,{_B}*(?:M\.|Mme|Me|Dr|(?:le|la|l['’])[^,.;:()\x1a]{{2,50}}?)?{_B}*"
)
_OF_SOMEBODY = re.compile(
    r"(?:équipe|administration|camp|clan|famille|gouvernement|cabinet|entourage|fondation|campagne|affaire|loi|rapport"
    r"|commission|institut|groupe|maison|présidence|époux|frères|sœurs)[ ]$",
    re.IGNORECASE,
)
_APPOSED_TO = re.compile(
    r"(?: \([^()\n]{1,40}\))?, (?:le|la|l['’]|les|un|une|du|de|des|d['’]|ancien|ancienne|ex-)[^,;:.()\x1a]{0,80}",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:le|la|l['’]|cet?|cette|son|sa|notre|ce dernier|cette dernière)\b", re.IGNORECASE)
_MAX_NOUN_PHRASE = 140


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks: a mention, or a pronoun, or plain words; ``how`` it was found tells how sure that is."""

    span: Span
    mention: Located | None = None
    pronoun: str = ""
    organization: Located | None = None
    how: str = "beside"

    @property
    def kind(self) -> str:
        """``mention``, ``pronoun``, ``description`` (one definite person or thing) or ``words``."""
        if self.pronoun:
            return "pronoun"
        if self.mention is not None:
            return "mention"
        return "description" if self.how == "definite" else "words"


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
    for item in around.between(start, min(limit, end + _MAX_NOUN_PHRASE)):
        if item.span.start < end < item.span.end:
            end = item.span.end
    if end <= start:
        return None
    return _in_phrase(around, start, end, limit)


def _in_phrase(around: Surroundings, start: int, end: int, limit: int) -> Subject | None:
    """Who a phrase is about: a person named in it, one described by it, a body, an apposition, or its words."""
    inside = around.between(start, end)
    for item in inside:
        if (
            item.entity.entity_type == "PER"
            and item.kind is MentionKind.NAME
            and not governed(around.masked, item.span.start, start)
            and not _OF_SOMEBODY.search(around.masked, start, item.span.start)
        ):
            return Subject(item.span, item)
    described = next((i for i in inside if i.kind is MentionKind.NOMINAL and i.span.start - start <= 4), None)
    if described is not None:
        described = named_behind(around, described)
        return Subject(described.span, described, how="described")
    apposed = _apposed(around, end, limit)
    if apposed is not None:
        return Subject(apposed.span, apposed, how="apposed")
    body = next((i for i in inside if i.kind is MentionKind.NAME), None)
    if body is not None and (
        body.span.start == start
        or _DETERMINER.fullmatch(around.masked, start, body.span.start)
        or (body.entity.entity_type == "ORG" and _ONE_NOUN.fullmatch(around.masked, start, body.span.start))
    ):
        return Subject(body.span, body)
    words = around.masked[start:end].strip()
    determiner = _DETERMINER.match(around.masked, start, end)
    if not words or (determiner is None and not words[:1].isupper()) or not words[0].isalpha():
        return None
    return words_subject(around, Span(start, start + len(around.masked[start:end].rstrip())))


def _apposed(around: Surroundings, end: int, limit: int) -> Located | None:
    """``…, Jean X,``: a person whose name stands right behind the comma that ends the phrase."""
    for item in around.between(end + 1, min(limit, end + 120)):
        if item.entity.entity_type != "PER" or item.kind is not MentionKind.NAME:
            continue
        gap = around.masked[end : item.span.start]
        if _APPOSITION.fullmatch(gap) and not governed(around.masked, item.span.start):
            return item
        return None
    return None


def before_verb(around: Surroundings, verb: Span, floor: int, bare: bool = False) -> Subject | None:
    """The subject that stands before a verb in its sentence; for a ``bare`` form only the parse knows it."""
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
            antecedent = _whole(around, floor, antecedent)
            return Subject(antecedent.span, antecedent, how="relative")
    clause = _CLAUSE_BETWEEN.search(left)
    if clause is not None:
        head = _last(around, floor, floor + clause.start("clause"))
        if head is not None and head.span.end == floor + clause.start("clause"):
            head = _whole(around, floor, head)
            return Subject(head.span, head, how="clause")
    parsed = parsed_subject(around, verb, floor)
    if parsed is not None:
        return Subject(parsed.span, parsed, how="parsed")
    return None if bare else _nearest(around, floor, verb.start)


def _whole(around: Surroundings, floor: int, item: Located) -> Located:
    """The person of whom an apposition speaks: X in ``X, le successeur de Y, qui`` and ``X, du cabinet Y, qui``."""
    for other in reversed(around.between(floor, item.span.start)):
        if other.entity.entity_type == "PER" and not governed(around.masked, other.span.start, floor):
            gap = around.masked[other.span.end : item.span.start]
            return other if _APPOSED_TO.fullmatch(gap) else item
    return item


def _last(around: Surroundings, start: int, end: int) -> Located | None:
    found = [item for item in around.between(start, end) if around.outside_quotes(item.span)]
    return found[-1] if found else None


def _nearest(around: Surroundings, floor: int, end: int) -> Subject | None:
    """The nearest mention before the verb that no preposition governs; else the words that open the clause."""
    for item in _subjects_backwards(around, floor, end):
        across = around.masked[item.span.end : end].rstrip().endswith(",")
        return Subject(item.span, item, how="across" if across else "nearest")
    return _opening_words(around, floor, end)


def _subjects_backwards(around: Surroundings, floor: int, end: int) -> Iterator[Located]:
    found = [item for item in around.between(floor, end) if around.outside_quotes(item.span)]
    people = [item for item in found if item.entity.entity_type == "PER"]
    for group in (people, found):
        for item in reversed(group):
            if not governed(around.masked, item.span.start):
                yield item


def _opening_words(around: Surroundings, floor: int, end: int) -> Subject | None:
    """``Les experts``, ``Un témoin``: a noun phrase right before the verb that is nobody's name."""
    left = around.masked[floor:end]
    match = re.search(
        rf"(?:^{_B}*|[,;\x1a]{_B}*|\bque{_B}+)(?P<words>(?:les?|la|l['’]|une?|des|certains|plusieurs|"
        rf"de nombreux|d['’]autres){_B}*[^,;:.\x1a]{{3,70}}?){_B}*$",
        left,
        re.IGNORECASE,
    )
    if match is None:
        return None
    return words_subject(around, Span(floor + match.start("words"), floor + match.end("words")))


def words_subject(around: Surroundings, span: Span) -> Subject:
    """A source that is no mention; a body named inside it stands behind it."""
    body = next((i for i in around.between(span.start, span.end) if i.entity.entity_type != "PER"), None)
    definite = _DEFINITE.match(around.masked, span.start, span.end)
    return Subject(span, organization=body, how="definite" if definite else "words")
