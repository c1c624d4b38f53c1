"""Who may speak a quotation: the people and bodies around it, the words of a source, or nobody, as features."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reader.core.identity.normalise import fold
from reader.core.records import Article, BlockKind, Entity, Span
from reader.nlp.quotes.cases import WEAK, Case, Said
from reader.nlp.quotes.context import Located, Surroundings
from reader.nlp.quotes.coreference import genders, subject_gender
from reader.nlp.quotes.evidence import Evidence
from reader.nlp.quotes.language import QuoteData
from reader.nlp.quotes.reporters import Reporters
from reader.nlp.quotes.syntax import role
from reader.nlp.quotes.traits import Traits
from reader.nlp.quotes.voices import Voices

_SENTENCES = 8
_REACH = 2500
_MENTIONS = 25
_HISTORY = 3
_TITLES = (BlockKind.TITLE, BlockKind.HEADING)
_SHORT = 25
_UNRESOLVED = ("pronoun", "description")
_AND_BEHIND = re.compile(r" et (?:l['’]|la |le |les |M\. |Mme )?[A-ZÀ-Þ]|, [^,.;:]{2,40} et [A-Zl]")
_AND_BEFORE = re.compile(r"[\w»)] et (?:l['’]|la |le |M\. |Mme )?$")
_PLURAL_VERB = re.compile(r"(?:\b(?:ont|sont)\b|ent$|aient\b)")
_NOTHING_BEFORE = re.compile(r"[\s\x1a,–—-]*(?:(?:M\.|Mme|Mlle|Me|[Ll]e|[Ll]a|[Ll]['’])\s?)*")
_WORD = re.compile(r"[^\W\d_]{4,}")
_SUBJECTS = frozenset({"il", "elle"})
_PLURAL = frozenset({"ils", "elles", "on", "eux", "nous"})


@dataclass(slots=True)
class Candidate:
    """Somebody, some words or nobody, and what speaks for them.

    ``item`` is the mention that stands for an entity; ``evidence`` what names it, if anything does.
    """

    item: Located | None = None
    evidence: Evidence | None = None
    features: list[str] = field(default_factory=list[str])

    @property
    def entity(self) -> str | None:
        """The id of the entity, if it is one."""
        return None if self.item is None else self.item.entity.id


@dataclass(frozen=True, slots=True)
class _Seen:
    """How an entity was last mentioned before a place."""

    item: Located
    sentences: int
    rank: int
    role: str
    opens: bool


class CandidateFinder:
    """Lists the candidates of a quotation, with features, for one article."""

    def __init__(
        self,
        article: Article,
        around: Surroundings,
        entities: Sequence[Entity],
        voices: Voices,
        data: QuoteData,
    ) -> None:
        self._data = data
        self._voices = voices
        self._reporters = Reporters(around, data)
        self._traits = Traits(article, around)
        self._article = article
        self._around = around
        self._genders = genders(article.text, entities, data.genders)
        counts = Counter({e.id: len(e.mentions) for e in entities if e.entity_type == "PER"})
        self._leading = {name for name, count in counts.most_common(1) if count > 1}

    def candidates(
        self, span: Span, evidence: Sequence[Evidence], history: Sequence[Said]
    ) -> list[Candidate]:
        """Every candidate of a quotation; the last one is nobody."""
        case = Case(span, evidence, history[-_HISTORY:], self._around, self._data)
        seen = self._seen(span.start)
        found: dict[str, Candidate] = {}
        for item in self._items(case, seen):
            found.setdefault(item.entity.id, Candidate(item))
        unresolved = _unresolved(evidence)
        for entity in self._named_behind(unresolved):
            found.pop(entity, None)
        asked = self._seen(unresolved.subject.span.start, unresolved) if unresolved else {}
        for candidate in found.values():
            features = set(self._of_entity(candidate, case, seen))
            if unresolved is not None:
                features.update(self._of_reference(candidate, unresolved, asked, case))
            features.update(self._plain(candidate, case, seen, asked))
            candidate.features.extend(sorted(features))
        listed = [*found.values(), *self._words(case), self._nobody(case)]
        common = self._traits.of_case(case)
        for candidate in listed:
            candidate.features.extend(common)
        return listed

    def _plain(
        self, candidate: Candidate, case: Case, seen: Mapping[str, _Seen], asked: Mapping[str, _Seen]
    ) -> Iterator[str]:
        """Single traits of an entity, which the trees combine."""
        assert candidate.item is not None
        entity = candidate.item.entity
        view = seen.get(entity.id)
        yield from self._traits.of_entity(entity, None if view is None else view.item, case)
        for trait in self._voices.of(entity.id, case.span):
            yield trait
            yield f"{case.stance} {trait}"
        for trait in self._reporters.of(entity.id, case.span.start):
            yield trait
            yield f"{case.lead} {trait}"
        for name, known in (("e", view), ("r", asked.get(entity.id))):
            if known is not None:
                yield f"{name} rank {known.rank}"
                yield f"{name} role {known.role}"
                yield f"{name} seen {min(known.sentences, 4)}"
                if known.opens:
                    yield f"{name} opens"
        if entity.id in case.quoted:
            yield "e quoted"
        if entity.id in self._leading:
            yield "e leading"
        yield from self._spoke(entity, case)

    def _spoke(self, entity: Entity, case: Case) -> Iterator[str]:
        for age, said in enumerate(reversed(case.history)):
            if said.who is not None and said.who.entity.id == entity.id:
                yield f"e spoke {age}"
                yield f"e spoke {case.relation(said)}"
                yield f"e spoke {case.since(said)}"
                return
        yield "e silent"

    # -- who ---------------------------------------------------------------------------------------

    def _items(self, case: Case, seen: Mapping[str, _Seen]) -> Iterator[Located]:
        for piece in case.evidence:
            for item in (piece.subject.mention, piece.subject.organization):
                if item is not None:
                    yield item
        yield from (said.who for said in reversed(case.history) if said.who is not None)
        yield from (view.item for view in seen.values())
        end = self._around.sentence_end(case.span.end)
        yield from self._around.between(case.span.end, end)
        if self._article.blocks[case.block].kind in _TITLES:
            yield from self._prominent(case)

    def _prominent(self, case: Case) -> Iterator[Located]:
        """For a title: the person spoken of most, and whom the first paragraphs name or describe like it."""
        pieces = [piece.subject.span for piece in case.evidence if piece.subject.kind == "description"]
        for item in self._around.between(case.span.end, case.span.end + _REACH)[:_MENTIONS]:
            echoed = any(True for span in pieces for _ in self._echoes(span, item.entity, ""))
            if item.entity.id in self._leading or echoed:
                yield item

    def _seen(self, place: int, reference: Evidence | None = None) -> dict[str, _Seen]:
        """The entities mentioned before a place outside quotations, nearest first, ranked.

        For a pronoun or description only those count in the rank whose gender does not clash.
        """
        around = self._around
        here = around.sentence_number(place)
        gender = subject_gender(reference.subject, around.text) if reference else ""
        found: dict[str, _Seen] = {}
        rank = 0
        for item in around.before(place, max(0, place - _REACH))[:_MENTIONS]:
            distance = here - around.sentence_number(item.span.start)
            if distance > _SENTENCES:
                break
            if item.entity.id in found or around.quoted(item.span.start):
                continue
            start = around.sentence_start(item.span.start)
            opens = _NOTHING_BEFORE.fullmatch(around.masked, start, item.span.start) is not None
            found[item.entity.id] = _Seen(item, distance, min(rank, 3), role(around, item), opens)
            rank += item.entity.entity_type != "LOC" and not self._agreement(item.entity, gender).startswith(
                "clash"
            )
        return found

    def _agreement(self, entity: Entity, gender: str) -> str:
        own = self._genders.get(entity.id, "")
        kind = "" if entity.entity_type == "PER" else " thing"
        if not own or not gender:
            return f"open{kind}"
        return f"agree{kind}" if own == gender else f"clash{kind}"

    def _named_behind(self, reference: Evidence | None) -> Iterator[str]:
        """Whom the sentence of ``il`` or ``elle`` names behind it: nobody that the pronoun can mean."""
        if reference is None or reference.subject.pronoun not in _SUBJECTS:
            return
        around = self._around
        start = reference.subject.span.end
        for item in around.between(start, around.sentence_end(start)):
            if not around.quoted(item.span.start):
                yield item.entity.id

    # -- features ------------------------------------------------------------------------------------

    def _of_entity(self, candidate: Candidate, case: Case, seen: Mapping[str, _Seen]) -> Iterator[str]:
        assert candidate.item is not None
        entity = candidate.item.entity
        lead = case.lead
        yield f"type {entity.entity_type}"
        yield f"{lead} type {entity.entity_type}"
        named = list(self._named(candidate, case))
        yield from named
        yield f"{lead} {'named' if named else 'unnamed'}"
        yield f"e {'named' if named else 'unnamed'}"
        view = seen.get(entity.id)
        if view is None:
            yield f"{lead} unseen"
        else:
            yield f"{lead} seen {min(view.sentences, 4)} {view.role}"
            if case.asked and view.sentences <= 2:
                yield f"{case.stance} asked {view.role}"
            if view.opens:
                yield f"{lead} opens {min(view.sentences, 2)}"
            yield f"{lead} rank {view.rank} {entity.entity_type}"
            yield f"{lead} blocks {min(2, case.block - self._around.block_number(view.item.span.start))}"
        if entity.id in case.quoted:
            yield f"inside {'named' if named else lead}"
        if entity.id in self._leading:
            yield f"{lead} leading"
        yield from self._of_history(candidate, case, lead)

    def _named(self, candidate: Candidate, case: Case) -> Iterator[str]:
        """What the evidence says that names a candidate itself."""
        entity = candidate.entity
        for number, piece in enumerate(case.evidence):
            subject = piece.subject
            if subject.mention is not None and subject.mention.entity.id == entity:
                if candidate.evidence is None:
                    candidate.evidence, candidate.item = piece, subject.mention
                kind = subject.mention.entity.entity_type
                yield f"is {piece.kind}"
                yield f"is {piece.kind} {piece.detail}"
                yield f"is {piece.kind} {subject.how}"
                yield f"is {piece.kind} {kind}"
                if piece.cue and _PLURAL_VERB.search(self._around.text, piece.cue.start, piece.cue.end):
                    yield f"is {piece.kind} plural {kind}"
                if self._coordinated(subject.span):
                    yield f"is {'lead' if number == 0 else 'later'} coordinated"
                yield f"is lead {piece.kind}" if number == 0 else f"is after {case.evidence[0].kind}"
            elif subject.organization is not None and subject.organization.entity.id == entity:
                yield f"body {piece.kind}"
                yield f"body {subject.how} {case.noun(subject.span)}"

    def _coordinated(self, span: Span) -> bool:
        """``X et Y``, ``X, Y et Z``: several speak, none of them alone."""
        return bool(
            _AND_BEHIND.match(self._around.masked, span.end)
            or _AND_BEFORE.search(self._around.masked, max(0, span.start - 40), span.start)
        )

    def _of_history(self, candidate: Candidate, case: Case, lead: str) -> Iterator[str]:
        for age, said in enumerate(reversed(case.history)):
            if said.who is not None and said.who.entity.id == candidate.entity:
                relation, since = case.relation(said), case.since(said)
                for how in {lead, case.stance}:
                    yield f"{how} last {age} {relation}"
                    yield f"{how} last {age} {since}"
                yield f"last {age} {relation}"
                yield f"{case.stance} last {age} {relation} {since}"
                return

    def _of_reference(
        self, candidate: Candidate, piece: Evidence, asked: Mapping[str, _Seen], case: Case
    ) -> Iterator[str]:
        """How well a pronoun or description in a reporting clause may mean a candidate."""
        assert candidate.item is not None
        entity = candidate.item.entity
        kind = piece.subject.kind
        agreement = self._agreement(entity, subject_gender(piece.subject, self._around.text))
        noun = case.noun(piece.subject.span) if kind == "description" else "pronoun"
        yield f"{kind} {agreement}"
        yield f"{kind} {agreement} {noun}"
        yield f"{kind} {piece.kind} {piece.detail} {entity.entity_type}"
        if kind == "description":
            yield from self._echoes(piece.subject.span, entity, noun)
        yield f"{kind} {piece.kind} {agreement}"
        if piece.subject.pronoun in _PLURAL:
            yield f"plural {entity.entity_type}"
        view = asked.get(entity.id)
        if view is not None:
            yield f"{kind} ref {min(view.sentences, 3)} {view.role}"
            yield f"{kind} ref {min(view.sentences, 3)} {view.role} {agreement}"
            if view.opens:
                yield f"{kind} ref opens {min(view.sentences, 2)}"
            yield f"{kind} ref rank {view.rank} {agreement}"
        said = case.history[-1] if case.history else None
        if said is not None and said.who is not None and said.who.entity.id == entity.id:
            yield f"{kind} ref last {agreement} {case.relation(said)}"
            newer = view is not None and view.item.span.start > said.span.end
            yield f"{kind} ref last {'newer' if newer else 'older'}"
        telling = piece.kind not in WEAK or piece.detail.startswith("0:say")
        if telling and candidate.evidence is None and not agreement.startswith("clash"):
            candidate.evidence = piece

    def _echoes(self, span: Span, entity: Entity, noun: str) -> Iterator[str]:
        """Whether a description takes up a word of a name (``le tribunal`` of Paris) or of what stands beside it."""
        text = self._around.text
        head = next(iter(_folded(text[span.start : span.end])), "")
        if head in {word for name in (entity.name, *entity.aliases) for word in _folded(name)}:
            yield "description echoes name"
            yield f"description echoes name {noun}"
        roles = [item.text for item in entity.descriptions]
        beside = [
            text[max(0, m.span.start - 50) : min(len(text), m.span.end + 60)].split("\n")[0]
            for m in entity.mentions[:4]
            if not m.span.overlaps(span) and (m.span.start < span.start or self._in_title(span))
        ]
        if any(head in _folded(role) for role in roles):
            yield "description echoes role"
        if any(head in _folded(words) for words in beside):
            yield "description echoes beside"
            yield f"description echoes beside {entity.entity_type}"

    def _in_title(self, span: Span) -> bool:
        return self._article.blocks[self._around.block_number(span.start)].kind in _TITLES

    def _words(self, case: Case) -> Iterator[Candidate]:
        """The first source that is only words, if there is one."""
        for number, piece in enumerate(case.evidence):
            subject = piece.subject
            plural = subject.pronoun in _PLURAL
            if subject.kind in ("words", "description") or plural:
                noun = case.noun(subject.span)
                yield Candidate(
                    None,
                    piece,
                    [
                        "words",
                        f"words {piece.kind}",
                        f"words {piece.kind} {piece.detail}",
                        f"words {subject.kind} {noun}",
                        f"w {piece.kind}",
                        f"w {noun}",
                        f"w {'weak' if piece.kind in WEAK else 'sure'}",
                        f"w {'first' if number == 0 else 'later'}",
                        f"words body {subject.organization is not None} {noun}",
                        f"words lead {piece.kind}" if number == 0 else f"words after {case.evidence[0].kind}",
                    ],
                )
                return

    def _nobody(self, case: Case) -> Candidate:
        kind = self._article.blocks[case.block].kind
        size = "short" if len(case.span) < _SHORT else "long"
        last = case.relation(case.history[-1]) if case.history else "none"
        features = [
            "none",
            f"none {case.lead}",
            f"none {case.stance} {size}",
            f"none {size}",
            f"none {case.lead} {last}",
            f"none {kind.value}",
        ]
        if case.evidence:
            features.append(f"none {case.evidence[0].kind} {case.evidence[0].detail}")
        if case.history and case.history[-1].who is None:
            features.append(f"none {case.lead} silent {last}")
        return Candidate(None, None, features)


def _unresolved(evidence: Sequence[Evidence]) -> Evidence | None:
    """The first pronoun or description that speaks, unless a surer construction names somebody."""
    for piece in evidence:
        if piece.subject.kind in _UNRESOLVED:
            return piece
        if piece.kind not in WEAK:
            return None
    return None


def _folded(text: str) -> list[str]:
    """The longer words of a text, without case and accents."""
    return [fold(word) for word in _WORD.findall(text)]
