"""The words around a quotation that say who speaks: every construction that fits, strongest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.core.records import Span
from reader.nlp.quotes.context import Matches, Surroundings
from reader.nlp.quotes.language import QuoteData
from reader.nlp.quotes.subjects import (
    Subject,
    before_verb,
    inverted_pronoun,
    noun_phrase,
    words_subject,
)
from reader.nlp.quotes.syntax import governors, mention_of, parsed_subject, phrase_of
from reader.nlp.quotes.verbs import ReportingVerb, VerbIndex

_CLOSES = re.compile(r"[^,;:.\x1a]{0,40},")
_MODAL = re.compile(r"(?:s['’]|se )?[\w’']+ (?:à |de |d['’])", re.IGNORECASE)
_NOTHING_BEFORE = re.compile(r"[\s–—•-]*(?:M\.|Mme|Mlle|Me|Dr)?\s*")
_NEXT_QUOTE = re.compile(r"[^\x1a.;:!?]{0,90}\x1a+")
_GLUE = re.compile(r"[\s,;:.!?…»”\"\x1a–—-]*")
_LEAD = re.compile(
    r"(?:(?:comme|ainsi que|tel que|et|puis|mais|alors|aussi|d['’]ailleurs|en effet|toutefois|cependant|même)\s+)*"
    r"(?:le\s)?",
    re.IGNORECASE,
)
_TURNED = re.compile(r"(?:s['’]|se |lui |leur )?[\w’']+-(?:t-)?(?P<pronoun>ils?|elles?)\b", re.IGNORECASE)
_ANY_VERB = re.compile(
    r"(?P<verb>(?:s['’]|se |lui |y |en )?(?:a |avait )?(?!avec|dont|comme|contre|entre|outre|notre|votre|malgré|"
    r"avant|devant|pendant|durant|suivant|concernant|jusque?|parce|cette|quant|sauf|sous|dans|chez|mais|donc|alors|"
    r"face|autre|grâce|lorsque|puisque|quand|tandis|suite|contrairement|faute)"
    r"[a-zà-ÿ]{3,}(?:e|it|rt|nt|a|ait|at|et|nd|té|é))[ \u00a0](?=\S)"
)  # coupe, balaie, s'étrangle, rit, soupira
_PAUSE = re.compile(r"[,!?…][ \u00a0\u202f»”\"]*|[»”\"]\s*,\s*$")
_CLOSE = 30
_QUESTIONED = re.compile(r"(?:cit|interrog|interview|questionn|relanc)\w+$", re.IGNORECASE)
_INSIDE = re.compile(r"[,?!…–—-]\s+")
_INSIDE_GAP = re.compile(r"\s+(?:[\w’'.-]+\s+){0,5}(?:l['’])?")
_COLON = re.compile(r":\s*$")
_OWN_SOURCE = re.compile(
    r"\b(?P<cue>(?:selon|d['’]après|pour|à en croire)\s+"
    r"(?:(?P<pronoun>lui|elle|eux|elles)\b|(?P<owner>ses|sa|son)\s+(?:propres?\s+)?(?P<noun>[\w-]+)))"
    r"|\bà (?P<eyes>ses) yeux",
    re.IGNORECASE,
)
_OWNED = re.compile(r"\b(?P<owner>son|sa|ses)\s+(?:propres?\s+)?$", re.IGNORECASE)
_AGENT = re.compile(r"[\s\x1a»”\",]*\bpar\s+", re.IGNORECASE)
_PRONOUNS = frozenset({"il", "elle", "ils", "elles", "on", "celui-ci", "celle-ci"})
_CLITIC = frozenset({"lui", "ce", "cela", "c'", "ça", "se", "s'", "dont", "que", "où"})
_NICKNAMED = re.compile(r",\sdite?s?\s*$", re.IGNORECASE)
_NEAR = 60
_VERBS = 3
_REACH = 220


@dataclass(frozen=True, slots=True)
class Evidence:
    """A subject and the words that make it a speaker.

    ``kind`` is the construction, ``detail`` what is further known of it, such as the strength and form of the verb.
    """

    subject: Subject
    cue: Span | None
    kind: str
    detail: str = ""


class EvidenceFinder:
    """Finds the evidence for the speaker of a quotation."""

    def __init__(self, around: Surroundings, data: QuoteData) -> None:
        self._around = around
        self._data = data
        self._outside = VerbIndex(around.masked, data)
        self._inner = VerbIndex(around.text, data)
        self._own_sources = Matches(_OWN_SOURCE, around.masked)
        self._sources = Matches(data.source, around.masked)
        self._spoken = Matches(data.spoken, around.masked)

    def all(self, span: Span) -> tuple[Evidence, ...]:
        """All that is found for one quotation, the surest construction first."""
        start = self._around.sentence_start(span.start)
        return (
            *self._after(span),
            *self._inside(span),
            *self._clauses_before(start, span.start),
            *self._sources_before(start, span.start),
            *self._spoken_before(start, span.start),
            *self._colon(start, span),
            *self._introduced(start, span),
            *self._governing(span),
            *self._behind(span),
        )

    # -- behind the quotation --------------------------------------------------------------------

    def _after(self, span: Span) -> Iterator[Evidence]:
        """``», a déclaré X``, ``», selon X``, ``» a-t-il dit``; also behind a further quotation of the sentence."""
        end = self._limit(span)
        found = list(self._clause_after(span, span.end, end, "after"))
        yield from found
        later = None if found else _NEXT_QUOTE.match(self._around.masked, span.end, end)
        if later is not None and not self._ended(span, span.end):
            yield from self._clause_after(span, later.end(), end, "later")

    def _clause_after(self, span: Span, place: int, end: int, kind: str) -> Iterator[Evidence]:
        text = self._around.masked
        glue = _GLUE.match(text, place, end)
        start = glue.end() if glue else place
        if start >= end:
            return
        new_sentence = text[start].isupper() and self._ended(span, start)
        lead = _LEAD.match(text, start, end)
        verbs = self._outside.between(start, min(end, start + _NEAR))
        modal = _MODAL.match(text, start, end)
        places = {start, *(match.end() for match in (lead, modal) if match)}
        if verbs and verbs[0].span.start in places:
            yield from self._inverted(verbs[0], end, kind, new_sentence)
        elif turned := _TURNED.match(text, lead.end() if lead else start, end):
            pronoun = Subject(Span(*turned.span("pronoun")), pronoun=turned["pronoun"].lower())
            yield Evidence(pronoun, Span(*turned.span()), kind, "other:finite")
        elif kind == "after" and not new_sentence:
            yield from self._any_verb(span, start, end)
        if not new_sentence and kind == "after":
            yield from self._source_after(start, end)

    def _any_verb(self, span: Span, start: int, end: int) -> Iterator[Evidence]:
        """``», coupe X``, ``! », s'étrangle X``: whatever verb it is, who stands right behind it speaks."""
        text = self._around.masked
        verb = _ANY_VERB.match(text, start, end)
        if verb is None or not _PAUSE.search(self._around.text, span.end - 3, start):
            return
        subject = noun_phrase(self._around, verb.end(), end)
        mention = None if subject is None else subject.mention
        if subject is None or mention is None or mention.span.start - verb.end() > _CLOSE:
            return
        yield Evidence(subject, Span(*verb.span("verb")), kind="after", detail="any:finite")

    def _ended(self, span: Span, start: int) -> bool:
        """Whether the sentence of a quotation ends with it."""
        last = self._around.text[span.start : span.end].rstrip(' \u00a0\u202f»”"’›')[-1:]
        return last in ".!?…" or "." in self._around.masked[span.end : start]

    def _limit(self, span: Span) -> int:
        """Where the sentence behind a quotation ends; the quotation's end where nothing follows."""
        block = self._around.block_of(span.end - 1)
        rest = self._around.masked[span.end : min(block.end, span.end + _REACH)].lstrip(" ,»\u00a0\u202f")
        if not rest.strip() or (rest[0].isupper() and self._ended(span, span.end)):
            return span.end
        return min(self._around.sentence_end(span.end), span.end + 2 * _REACH)

    def _inverted(self, verb: ReportingVerb, limit: int, kind: str, new_sentence: bool) -> Iterator[Evidence]:
        detail = f"{verb.strength}:{verb.form}" + (":new" if new_sentence else "")
        pronoun = inverted_pronoun(self._around, verb.span)
        if pronoun is not None:
            yield Evidence(pronoun, Span(verb.span.start, max(verb.span.end, pronoun.span.end)), kind, detail)
            return
        subject = noun_phrase(self._around, verb.span.end, limit)
        if subject is not None:
            yield Evidence(subject, verb.span, kind, detail)
        if subject is None or subject.mention is None:
            parsed = parsed_subject(self._around, verb.span, verb.span.end)
            if parsed is not None and parsed.span.end <= limit:
                yield Evidence(Subject(parsed.span, parsed, how="parsed"), verb.span, kind, detail)

    def _source_after(self, start: int, end: int) -> Iterator[Evidence]:
        own = _OWN_SOURCE.match(self._around.masked, start, end)
        if own is not None:
            yield from self._own(own)
            return
        source = self._data.source.match(self._around.masked, start, end)
        if source is None:
            return
        subject = noun_phrase(self._around, source.end(), end)
        word = source.group().lower()
        if subject is not None and (word != "pour" or subject.mention is not None):
            yield Evidence(subject, Span(*source.span()), "source after", "pour" if word == "pour" else "")

    def _own(self, match: re.Match[str]) -> Iterator[Evidence]:
        """``selon lui``, ``selon ses propres termes``, ``à ses yeux``."""
        group = next(name for name in ("pronoun", "owner", "eyes") if match[name])
        if match["noun"] and not self._data.spoken.fullmatch(match["noun"]):
            return
        pronoun = match[group].lower()
        yield Evidence(Subject(Span(*match.span(group)), pronoun=pronoun), Span(*match.span()), "source own")

    def _behind(self, span: Span) -> Iterator[Evidence]:
        """``« … », X l'a dit``: the first clause behind the quotation whose subject is known."""
        end = self._limit(span)
        text = self._around.masked
        verbs = self._outside.between(span.end, min(end, span.end + _REACH))
        for verb in verbs[:_VERBS]:
            if verb.strength == "say" and text[span.end : verb.span.start].rstrip().endswith(","):
                yield from self._inverted(verb, end, "trailing", False)
        for verb in verbs[:1]:
            if text[span.end : verb.span.start].strip(" ,.;"):
                subject = before_verb(self._around, verb.span, span.end)
                if subject is not None and subject.kind in ("mention", "pronoun"):
                    yield Evidence(subject, verb.span, "behind", f"{verb.strength}:{verb.form}")

    # -- inside it -------------------------------------------------------------------------------

    def _inside(self, span: Span) -> Iterator[Evidence]:
        """``« C'est une honte, estime X, et … »``: a clause that the journalist put in."""
        text = self._around.text
        for verb in self._inner.between(span.start, span.end):
            comma = _INSIDE.search(text, max(span.start, verb.span.start - 3), verb.span.start)
            if verb.strength != "say" or comma is None or comma.end() != verb.span.start:
                continue
            found = self._put_in(verb.span, span)
            if found is not None:
                yield Evidence(found, verb.span, "inside", verb.form)
                return

    def _put_in(self, verb: Span, span: Span) -> Subject | None:
        pronoun = inverted_pronoun(self._around, verb)
        if pronoun is not None:
            return pronoun
        for item in self._around.between(verb.end, min(span.end, verb.end + 80))[:1]:
            if _INSIDE_GAP.fullmatch(self._around.text[verb.end : item.span.start]):
                return Subject(item.span, item)
        return None

    # -- before it -------------------------------------------------------------------------------

    def _clauses_before(self, start: int, end: int) -> Iterator[Evidence]:
        """``X a déclaré : «``, ``X a parlé d'une «``, ``X s'est dit «``, ``dénoncé par X comme «``."""
        verbs = [verb for verb in self._outside.between(start, end) if verb.form != "past"]
        if verbs and _NICKNAMED.search(self._around.masked, max(start, verbs[-1].span.start - 2), end):
            verbs.pop()
        for number in range(len(verbs) - 1, max(-1, len(verbs) - 1 - _VERBS), -1):
            verb = verbs[number]
            near = end - verb.span.end < _NEAR
            subject = self._subject_before(verb, start, end)
            if subject is None and verb.form in ("present", "infinitive"):
                finite = [v for v in verbs[:number] if v.form in ("finite", "compound")]
                subject = self._subject_before(finite[-1], start, end) if finite else None
            if subject is not None:
                quoted = self._around.outside_quotes(Span(verb.span.end, end))
                detail = (
                    f"{verb.strength}:{verb.form}:{'near' if near else 'far'}{'' if quoted else ':again'}"
                )
                yield Evidence(subject, verb.span, "before", detail)

    def _subject_before(self, verb: ReportingVerb, start: int, end: int) -> Subject | None:
        found = self._agent(verb, end) or inverted_pronoun(self._around, verb.span)
        if found is None:
            found = self._put_between(verb, start, end)
        if found is None:
            comma = (
                self._around.masked[max(start, verb.span.start - 3) : verb.span.start].rstrip().endswith(",")
            )
            bare = verb.form == "infinitive" or (verb.form == "present" and comma)
            found = before_verb(self._around, verb.span, start, bare)
        return found

    def _put_between(self, verb: ReportingVerb, start: int, end: int) -> Subject | None:
        """``X, glisse Y, « … »``: a clause between commas whose subject stands behind its verb."""
        masked = self._around.masked
        before = masked[max(start, verb.span.start - 3) : verb.span.start].rstrip()
        if before[-1:] not in (",", "\x1a") or verb.form not in ("finite", "compound"):
            return None
        subject = noun_phrase(self._around, verb.span.end, end)
        if subject is None or masked[verb.span.end : subject.span.start].strip():
            return None
        return subject if _CLOSES.match(masked, subject.span.end, end) else None

    def _agent(self, verb: ReportingVerb, end: int) -> Subject | None:
        """``a été qualifié par X de « … »`` and ``… de « … » par X``."""
        if verb.form != "passive" or _QUESTIONED.match(self._around.text, verb.main.start, verb.main.end):
            return None
        masked = self._around.masked
        match = _AGENT.match(masked, verb.span.end) or _AGENT.match(masked, end, min(len(masked), end + 400))
        return None if match is None else noun_phrase(self._around, match.end(), match.end() + 120)

    def _sources_before(self, start: int, end: int) -> Iterator[Evidence]:
        masked = self._around.masked
        for own in self._own_sources.between(start, end):
            yield from self._own(own)
        for source in self._sources.between(start, end):
            word = source.group().lower()
            if _OWN_SOURCE.match(masked, source.start(), end) or (
                word == "pour" and source.start() > start + 3
            ):
                continue
            subject = noun_phrase(self._around, source.end(), end)
            if subject is not None and (word != "pour" or subject.mention is not None):
                again = not self._around.outside_quotes(Span(source.end(), end))
                yield Evidence(
                    subject,
                    Span(*source.span()),
                    "source again" if again else "source",
                    "pour" if word == "pour" else "",
                )

    def _spoken_before(self, start: int, end: int) -> Iterator[Evidence]:
        """``les mots de X : «``, ``dans un communiqué, X``, ``son discours``."""
        masked = self._around.masked
        for noun in self._spoken.between(start, end)[-2:]:
            owner = _OWNED.search(masked, max(start, noun.start() - 14), noun.start())
            cue = Span(*noun.span())
            if owner is not None:
                pronoun = Subject(Span(*owner.span("owner")), pronoun=owner["owner"].lower())
                yield Evidence(pronoun, cue, "spoken", "own")
            of = re.compile(
                r"\s+(?:de la part |signée? |publiée? |émanant )?(?:d[eu]|des|d['’]|par)\s*"
            ).match(masked, noun.end(), end)
            subject = noun_phrase(self._around, of.end(), end) if of else None
            if subject is not None and subject.mention is not None:
                yield Evidence(subject, cue, "spoken", "of")

    def _colon(self, start: int, span: Span) -> Iterator[Evidence]:
        """A sentence that ends in a colon: its people may speak, the first one most often."""
        if not _COLON.search(self._around.masked, max(start, span.start - 4), span.start):
            return
        yield from self._people(start, span.start, "colon")

    def _people(self, start: int, end: int, kind: str) -> Iterator[Evidence]:
        people = [
            item
            for item in self._around.between(start, end)
            if item.entity.entity_type in ("PER", "ORG") and self._around.outside_quotes(item.span)
        ]
        people.sort(key=lambda item: item.entity.entity_type != "PER")
        for item in people[:1]:
            opens = _NOTHING_BEFORE.fullmatch(self._around.masked, start, item.span.start) is not None
            alone = not self._around.masked[item.span.end : end].strip(" :\u00a0\u202f")
            yield Evidence(Subject(item.span, item), None, kind, "label" if opens and alone else "")

    def _introduced(self, start: int, span: Span) -> Iterator[Evidence]:
        """A quotation that is a sentence of its own, behind one that says who will speak."""
        around = self._around
        if around.masked[start : span.start].strip(' \x1a,«“"\n'):
            return
        previous = around.sentence_start(max(0, start - 1))
        if not around.masked[previous:start].rstrip().endswith(":"):
            return
        for item in self._clauses_before(previous, start):
            yield Evidence(item.subject, item.cue, "introduced", "clause")
        yield from self._people(previous, start, "introduced")

    def _governing(self, span: Span) -> Iterator[Evidence]:
        """The subjects of the verbs that the parse sets above a quotation."""
        around = self._around
        start, end = around.sentence_start(span.start), self._limit(span)
        colon = ":colon" if _COLON.search(around.masked, max(start, span.start - 4), span.start) else ""
        for governor in governors(around, span):
            verb = around.tokens[governor.token]
            if governor.subject is None or not start <= verb.span.start < end:
                continue
            token = around.tokens[governor.subject]
            if around.quoted(token.span.start) or token.text.lower() in _CLITIC:
                continue
            detail = f"{min(governor.height, 3)}:{self._data.verbs.get(verb.text.lower(), 'other')}{colon}"
            yield Evidence(self._subject_at(governor.subject), verb.span, "governs", detail)

    def _subject_at(self, number: int) -> Subject:
        token = self._around.tokens[number]
        item = mention_of(self._around, number)
        if item is not None:
            return Subject(item.span, item, how="parsed")
        if token.text.lower() in _PRONOUNS:
            return Subject(token.span, pronoun=token.text.lower())
        return words_subject(self._around, phrase_of(self._around, number))
