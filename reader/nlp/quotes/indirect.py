"""Indirect speech: what somebody is reported to say without quotation marks, as clauses of the article.

Reported is a clause that depends on a verb of saying (``X a déclaré que …``, ``X affirme avoir …``), that a source
stands before or behind (``selon X, …``), or that an inverted clause follows (``…, a précisé X``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from reader.core.records import INDIRECT, Cue, MentionKind, Quote, Span, Speaker
from reader.nlp.quotes.context import HIDDEN, Matches, Surroundings
from reader.nlp.quotes.evidence import Evidence
from reader.nlp.quotes.language import QuoteData
from reader.nlp.quotes.subjects import Subject, before_verb, inverted_pronoun, noun_phrase
from reader.nlp.quotes.syntax import subject_of
from reader.nlp.quotes.verbs import ReportingVerb, VerbIndex

_B = r"[ \u00a0\u202f\n]"
_THAT = re.compile(rf"(?:,?{_B}+[^,.;:()\x1a]{{1,60}}?,?)??{_B}+(?P<that>que{_B}+|qu['’])", re.IGNORECASE)
_INFINITIVE = re.compile(
    rf"{_B}+(?:n['’]|ne{_B}+(?:pas{_B}+|plus{_B}+|jamais{_B}+)?)?(?:s['’]|se{_B}+|l['’]|y{_B}+|en{_B}+)?"
    r"(?:avoir|être|vouloir|pouvoir|devoir|(?!(?:hier|premier|dernier|janvier|février)\b)[a-zéèêîïôûç]+(?:er|ir|oir))\b"
)
_CONJUNCTION = re.compile(
    r"\b(?:après|avant|dès|pour|sans|depuis|alors|tandis|parce|bien|tant|plus|moins|autre|ce|afin|aussi|si)$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    rf"{_B}*(?:[\w-]+ment{_B}+)?(?:les?|la|l['’]|une?|son|sa|ses|leurs?|cet?|cette|pour|ce)(?:{_B}|(?<=['’])|$)",
    re.IGNORECASE,
)
_RELATED = re.compile(r"(?:dont|qui|que|où|et|ou|qu['’])\b", re.IGNORECASE)
_HANGING = re.compile(r"\b(?:qui|que|dont|où|et|mais|ou|si|car),\s*$", re.IGNORECASE)
_QUOTES_THEN = re.compile(rf"{_B}*:{_B}*\x1a")
_AND_THEN = re.compile(
    rf",{_B}(?:tandis|alors){_B}qu|"
    rf",{_B}mais{_B}(?:(?:s['’]|l['’])?(?:a|ont|est|sont|avait|avaient)|se|refuse){_B}",
    re.IGNORECASE,
)
_BLANK = re.compile(r"[\s–—•-]+")
_BEFORE_NOUN = re.compile(rf"\b(?:les?|la|une?|du|des|aux?|ce|cette|son|sa|leur|de|en){_B}$", re.IGNORECASE)
_OWN = re.compile(rf"{_B}(?P<pronoun>lui|elle|eux|elles)\b", re.IGNORECASE)
_SECOND = re.compile(rf"{_B}et{_B}(?:les?|la|l['’])?{_B}?$", re.IGNORECASE)
_FIRST_OF = re.compile(rf"{_B}et{_B}(?:(?:les?|la|M\.|Mme){_B}|l['’])?[A-ZÀ-Þ]")
_AND_BEFORE = re.compile(rf",?{_B}et{_B}$")
_SUBORDINATE = re.compile(
    rf"\b(?:alors{_B}qu|lorsqu|quand|après{_B}qu|depuis{_B}qu|puisqu|comme|si)(?:e\b|['’]|{_B})",
    re.IGNORECASE,
)
_JOINED = re.compile(rf".*{_B}et{_B}(?=(?:les?|la|l['’]|une?|des|certains|plusieurs)\b)", re.DOTALL)
_DETERMINERS = (
    rf"(?:(?:les?|la|l['’]|une?|des|du|ces?|cette|son|sa|ses|leurs?|plusieurs|certaine?s|d['’]autres|de)"
    rf"(?:{_B}+|(?<=['’])))*"
)
_HEAD = re.compile(rf"{_DETERMINERS}(?P<head>[\w'’-]+)(?:{_B}+(?P<next>[\w-]+))?", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:pas|jamais|plus|rien|ni|sans|si|s['’]il)\b", re.IGNORECASE)
_NO_SOURCE = re.compile(
    r"\b(?:cel[au]|ceci|ce qui|ça|tout|rien|on|nous|je|vous|c['’]est|ce)\b[^,]*$|^(?:et|ou|mais)\b",
    re.IGNORECASE,
)
_RESUMED = re.compile(
    rf",{_B}+(?:(?:et|mais|puis|tout en|avant de){_B}+)?(?P<verb>(?:se{_B}|s['’])?[^\W\d_]+ant)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:les|des|certain|plusieurs|d['’]autres|deux|trois|de nombreux)\b", re.IGNORECASE)
_PARTICIPLES = re.compile(
    r"(?:cependant|pendant|avant|devant|durant|autant|tant|suivant|maintenant|moyennant)$", re.IGNORECASE
)
_PRONOUNS = frozenset({"il", "elle", "ils", "elles"})
_CLASSES = frozenset({"spokesman", "text", "body", "plural"})
_THINGS = frozenset({"text", "body"})
_FINITE = ("finite", "compound")
_WORDS_ALONE, _SURE = 0.6, 0.45
_SHORTEST, _FIRST, _LONGEST = 15, 60, 250
_END = " \t\n\u00a0\u202f.,;:!?…"

Resolve = Callable[[Span, Evidence], Speaker | None]


@dataclass(frozen=True, slots=True)
class _Reported:
    """A clause, who reports it and the words that say so."""

    span: Span
    subject: Subject
    cue: Span
    kind: str
    detail: str


class IndirectFinder:
    """Finds the reported clauses of one article; ``resolve`` says who a subject is."""

    def __init__(self, around: Surroundings, data: QuoteData, resolve: Resolve) -> None:
        self._around = around
        self._data = data
        self._resolve = resolve
        self._people = {item.entity.id for item in around.mentions if item.entity.entity_type == "PER"}
        self._verbs = VerbIndex(around.masked, data)
        self._sources = Matches(data.source, around.masked)

    def all(self) -> tuple[Quote, ...]:
        """Every reported clause in text order; of two that overlap the first."""
        found: list[Quote] = []
        for item in sorted(self._reported(), key=lambda item: (item.span.start, -item.span.end)):
            if found and item.span.start < found[-1].span.end:
                continue
            piece = Evidence(item.subject, item.cue, item.kind, item.detail)
            speaker = self._resolve(item.span, piece)
            if self._is_thing(item.subject) and (speaker is None or speaker.entity in self._people):
                speaker = self._by_words(item.subject)
            if speaker is not None and (speaker.entity is None or speaker.score >= _SURE):
                cue = Cue(item.cue, self._around.text[item.cue.start : item.cue.end])
                found.append(Quote(item.span, True, speaker, cue, speaker.score, INDIRECT))
        return tuple(found)

    def _by_words(self, subject: Subject) -> Speaker:
        span = subject.span
        body = None if subject.organization is None else subject.organization.entity.id
        return Speaker(None, span, self._around.text[span.start : span.end], _WORDS_ALONE, body)

    def _reported(self) -> Iterator[_Reported]:
        length = len(self._around.masked)
        verbs = [verb for verb in self._verbs.between(0, length) if verb.strength == "say"]
        for verb in verbs:
            yield from self._of_verb(verb)
        for source in self._sources.between(0, length):
            yield from self._of_source(source)

    # -- a verb of saying --------------------------------------------------------------------------

    def _of_verb(self, verb: ReportingVerb) -> Iterator[_Reported]:
        around = self._around
        main = around.text[verb.main.start : verb.main.end].lower()
        if self._data.thought.fullmatch(main) or main.endswith(" à") or _is_noun(self._around.masked, verb):
            return
        if verb.form not in (*_FINITE, "present"):
            return
        start = around.sentence_start(verb.span.start)
        end = around.sentence_end(verb.span.end)
        if verb.form in _FINITE and self._follows(verb, start):
            yield from self._before_it(verb, start, end)
            return
        clause = self._clause(verb, end)
        if clause is None or _DENIED.search(around.masked, max(start, verb.span.start - 12), clause.start):
            return
        subject = self._subject(verb, start)
        if subject is not None and self._may_speak(subject, start) and self._reaches(subject, verb):
            yield _Reported(
                clause, _alone(self._around, subject), verb.span, "before", f"say:{verb.form}:near"
            )

    def _clause(self, verb: ReportingVerb, end: int) -> Span | None:
        """The clause behind ``que``, or the infinitive, up to where something else begins."""
        masked = self._around.masked
        infinitive = _INFINITIVE.match(masked, verb.span.end, end)
        that = (
            None if infinitive else _THAT.match(masked, verb.span.end, min(end, verb.span.end + _FIRST + 20))
        )
        if that is not None:
            start = that.end()
        elif infinitive is not None and verb.form in _FINITE:
            start = verb.span.end + 1
        else:
            return None
        if masked[start : start + 1] in (HIDDEN, "") or (
            that and self._other_object(verb.span.end, that.start("that"))
        ):
            return None
        return self._trimmed(Span(start, self._cut(verb, start, end)))

    def _other_object(self, start: int, end: int) -> bool:
        """Whether ``que`` belongs to another word: ``conteste le fait que``, ``plaide pour que``, ``après que``."""
        masked = self._around.masked
        return bool(_OBJECT.match(masked, start, end) or _CONJUNCTION.search(masked, start, end))

    def _cut(self, verb: ReportingVerb, start: int, end: int) -> int:
        """Where the clause ends: with its sentence, before a further report, or before a verb beside the first."""
        around = self._around
        for resumed in _RESUMED.finditer(around.masked, start, end):
            word = resumed["verb"].lower()
            if self._data.verbs.get(word.split()[-1]) == "say" and not _PARTICIPLES.search(word):
                end = resumed.start()
                break
        for stop in (_QUOTES_THEN, _AND_THEN):
            found = stop.search(around.masked, start, end)
            end = found.start() if found else end
        for other in self._verbs.between(start, end):
            joined = _AND_BEFORE.search(around.masked, start, other.span.start)
            if (
                other.form in ("past", *_FINITE)
                and joined
                and _THAT.match(around.masked, other.span.end, end)
            ):
                end = joined.start()
                break
        opening = around.sentence_start(verb.span.start)
        if _SUBORDINATE.search(around.masked, max(opening, verb.span.start - _FIRST), verb.span.start):
            comma = around.masked.find(",", start, end)
            end = comma if comma > 0 else end
        number = around.token_at(verb.main.start)
        for child in around.children(number) if number is not None else ():
            token = around.tokens[child]
            if token.dep == "conj" and start < token.span.start < end and token.pos in ("VERB", "AUX"):
                end = min(end, self._first_of(child, start))
        return end

    def _first_of(self, number: int, floor: int) -> int:
        """Where a joined clause begins: with its conjunction."""
        around = self._around
        places = [around.tokens[child].span.start for child in around.children(number)]
        return min((place for place in places if place > floor), default=around.tokens[number].span.start)

    def _trimmed(self, span: Span) -> Span | None:
        text = self._around.text
        end = span.end
        while end > span.start and text[end - 1] in _END:
            end -= 1
        return Span(span.start, end) if end - span.start >= _SHORTEST else None

    def _subject(self, verb: ReportingVerb, start: int) -> Subject | None:
        pronoun = inverted_pronoun(self._around, verb.span)
        if pronoun is not None:
            return pronoun
        if verb.form != "present":
            return before_verb(self._around, verb.span, start)
        finite = [v for v in self._verbs.between(start, verb.span.start) if v.form in _FINITE]
        subject = before_verb(self._around, verb.span, start, bare=True)
        return subject or (before_verb(self._around, finite[-1].span, start) if finite else None)

    def _reaches(self, subject: Subject, verb: ReportingVerb) -> bool:
        """Whether nothing that could be another subject stands between a subject and its verb."""
        gap = self._around.masked[subject.span.end : verb.span.start]
        return subject.how == "clause" or verb.form == "present" or gap.count(",") != 1

    def _class_of(self, subject: Subject) -> str:
        """The kind of source that the first noun of some words says."""
        span = _alone(self._around, subject).span
        head = _HEAD.match(self._around.masked, span.start, span.end)
        if head is None:
            return ""
        for name in ("head", "next"):
            kind = self._data.classes.fullmatch(head[name] or "")
            if kind is not None:
                return str(kind.lastgroup)
        return "plural" if _PLURAL.match(self._around.masked, span.start, span.end) else ""

    def _may_speak(self, subject: Subject, start: int) -> bool:
        """Whether a subject can say something: a person, a body, a pronoun for one, words for a source."""
        around = self._around
        if subject.pronoun:
            return subject.pronoun in _PRONOUNS
        if around.quoted(subject.span.start):
            return False
        if subject.mention is not None:
            return not self._shared(subject) and (
                subject.mention.entity.entity_type != "LOC" or subject.span.start - start < _SHORTEST
            )
        words = around.masked[start : subject.span.end]
        if words.endswith((" et", " ou", " mais")) or _has_verb(self._around, subject.span):
            return False
        return not _NO_SOURCE.search(words) and self._class_of(subject) in _CLASSES

    def _shared(self, subject: Subject) -> bool:
        """Whether a mention is one of several subjects, or cut off from its verb by a comma."""
        before = self._around.masked[max(0, subject.span.start - 8) : subject.span.start]
        behind = _FIRST_OF.match(self._around.masked, subject.span.end)
        return subject.how == "across" or behind is not None or _SECOND.search(before) is not None

    # -- a clause in front of its reporting verb or source --------------------------------------------

    def _follows(self, verb: ReportingVerb, start: int) -> bool:
        """``…, a précisé X``: a verb behind a comma and a long clause without quotation."""
        left = self._around.masked[start : verb.span.start]
        number = self._around.token_at(verb.main.start)
        own = None if number is None else subject_of(self._around, number)
        if own is not None and self._around.tokens[own].span.start < verb.span.start:
            return False
        return left.rstrip().endswith(",") and len(left) > _SHORTEST and HIDDEN not in left

    def _before_it(self, verb: ReportingVerb, start: int, end: int) -> Iterator[_Reported]:
        masked = self._around.masked
        subject = inverted_pronoun(self._around, verb.span)
        if subject is None:
            subject = noun_phrase(self._around, verb.span.end, end)
            if subject is None or masked[verb.span.end : subject.span.start].strip(" \n"):
                return
        rest = masked[subject.span.end : end].strip()
        clause = self._trimmed(Span(self._opening(start), verb.span.start))
        if clause is not None and self._may_speak(subject, start) and rest[:1] in ("", ".", ",", "!", "?"):
            yield _Reported(clause, subject, verb.span, "after", f"say:{verb.form}")

    def _of_source(self, source: re.Match[str]) -> Iterator[_Reported]:
        around, masked = self._around, self._around.masked
        if source.group().lower() == "pour" or around.quoted(source.start()):
            return
        start, end = around.sentence_start(source.start()), around.sentence_end(source.end())
        own = _OWN.match(masked, source.end(), end)
        subject = (
            noun_phrase(around, source.end(), end)
            if own is None
            else Subject(Span(*own.span("pronoun")), pronoun=own["pronoun"].lower())
        )
        if subject is None or not self._is_source(subject):
            return
        if subject.how == "apposed" and masked[subject.span.end : subject.span.end + 1] != ",":
            return
        stop = masked.find(",", subject.span.end, min(end, subject.span.end + _FIRST))
        opens = not masked[start : source.start()].strip(" \n\x1a–—-")
        span = None
        if opens and stop > 0:
            span = Span(self._opening(self._past_name(subject, stop + 1, end)), self._stopped(stop, end))
        elif not opens and masked[start : source.start()].rstrip().endswith(","):
            behind = masked[subject.span.end : end].strip(_END)
            span = Span(self._opening(start), end if behind else source.start())
            if _HANGING.search(masked, start, source.start()) or (behind and len(span) > _LONGEST):
                return
        clause = None if span is None else self._trimmed(span)
        if clause is not None and masked[clause.start] != HIDDEN and not _RELATED.match(masked, clause.start):
            kind = "source own" if subject.pronoun else "source"
            yield _Reported(clause, subject, Span(*source.span()), kind, "")

    def _is_thing(self, subject: Subject) -> bool:
        """Whether a description is of a body or text, which no person can be."""
        return subject.kind in ("description", "words") and self._class_of(subject) in _THINGS

    def _stopped(self, start: int, end: int) -> int:
        found = _QUOTES_THEN.search(self._around.masked, start, end)
        return found.start() if found else end

    def _past_name(self, subject: Subject, start: int, end: int) -> int:
        """Behind the name that stands between commas: ``selon le ministre, X, …``."""
        first = next(iter(self._around.between(start, end)), None)
        if first is None or first.span.start - start > 2:
            return start
        known = subject.mention
        same = first.kind is MentionKind.NAME if known is None else known.entity.id == first.entity.id
        comma = self._around.masked[first.span.end : first.span.end + 1] == ","
        return first.span.end + 1 if comma and same else start

    def _is_source(self, subject: Subject) -> bool:
        if subject.pronoun:
            return True
        if subject.mention is not None:
            return subject.mention.entity.entity_type != "LOC"
        return self._class_of(subject) in _CLASSES and not _has_verb(self._around, subject.span)

    def _opening(self, start: int) -> int:
        masked = self._around.masked
        found = _BLANK.match(masked, start)
        return found.end() if found else start


def _alone(around: Surroundings, subject: Subject) -> Subject:
    """``la police`` of ``L'enquête est en cours et la police``."""
    if subject.mention is not None or subject.pronoun:
        return subject
    joined = _JOINED.match(around.masked, subject.span.start, subject.span.end)
    return subject if joined is None else replace(subject, span=Span(joined.end(), subject.span.end))


def _has_verb(around: Surroundings, span: Span) -> bool:
    """Whether a finite verb stands in words that should be a noun phrase."""
    tokens = around.tokens[around.token_after(span.start) : around.token_after(span.end)]
    return any(token.pos in ("VERB", "AUX") and "VerbForm=Fin" in token.morph for token in tokens)


def _is_noun(masked: str, verb: ReportingVerb) -> bool:
    """``le poste que``: a word that is a verb elsewhere."""
    left = masked[max(0, verb.main.start - 8) : verb.main.start]
    return verb.form == "finite" and verb.span == verb.main and _BEFORE_NOUN.search(left) is not None
