"""Who is named in which article, kept up to date as analyses come and go.

Two articles that show the same evidence of an entity share a ``profile``. Only a new or a vanished profile can
change who is who, and then only among the profiles that it is linked with by common keys: these are grouped anew
(``core.identity.across``), so that the outcome never depends on what was kept first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from reader.core.identity.across import Evidence, evidence_of, group_evidence
from reader.core.identity.language import LanguageData
from reader.core.records import Annotations, Article, Entity

_COUNTED = (
    "SELECT count(DISTINCT coalesce(article.book, article.number)) FROM profile"
    " JOIN appearance ON appearance.profile = profile.number JOIN article ON article.number = appearance.article"
)
"""The chapters of a book count once."""


def add_appearances(
    connection: sqlite3.Connection,
    number: int,
    article: Article,
    annotations: Annotations,
    data: LanguageData,
) -> None:
    """Enter the entities of an article of which none is entered yet."""
    fresh: set[int] = set()
    for entity in annotations.entities:
        if not entity.mentions:
            continue
        evidence = evidence_of(article, entity, data)
        profile, new = _profile(connection, evidence, f"{number}:{entity.id}")
        if new:
            fresh.add(profile)
        _enter(connection, number, profile, entity)
    _add_to_counts(connection, number, 1)
    _regroup(connection, fresh)


def forget_appearances(connection: sqlite3.Connection, number: int) -> None:
    """Take the entities of an article out again."""
    _add_to_counts(connection, number, -1)
    rows = connection.execute("SELECT profile, forms FROM appearance WHERE article = ?", (number,)).fetchall()
    connection.execute("DELETE FROM appearance WHERE article = ?", (number,))
    for profile, forms in rows:
        _count_forms(connection, profile, json.loads(forms), -1)
    linked: set[int] = set()
    gone: set[int] = set()
    for profile in {row[0] for row in rows}:
        if not connection.execute("SELECT 1 FROM appearance WHERE profile = ?", (profile,)).fetchone():
            linked |= _neighbours(connection, profile)
            gone.add(profile)
    for profile in gone:
        connection.execute("DELETE FROM form WHERE profile = ?", (profile,))
        connection.execute("DELETE FROM profile WHERE number = ?", (profile,))
    _regroup(connection, linked - gone)


def _enter(connection: sqlite3.Connection, number: int, profile: int, entity: Entity) -> None:
    forms = list(dict.fromkeys((entity.name, *entity.aliases)))
    first = entity.mentions[0].span
    connection.execute(
        "INSERT INTO appearance VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, entity.id, profile, len(entity.mentions), first.start, first.end, json.dumps(forms)),
    )
    _count_forms(connection, profile, forms, 1)


def _count_forms(connection: sqlite3.Connection, profile: int, forms: list[str], by: int) -> None:
    """Count the names in use; the first of ``forms`` leads."""
    connection.executemany(
        "INSERT INTO form (profile, text, leading, uses) VALUES (?, ?, ?, ?) ON CONFLICT (profile, text)"
        " DO UPDATE SET leading = leading + excluded.leading, uses = uses + excluded.uses",
        [(profile, form, by if form == forms[0] else 0, by) for form in forms],
    )
    if by < 0:
        connection.execute("DELETE FROM form WHERE profile = ? AND uses <= 0", (profile,))


def _profile(connection: sqlite3.Connection, evidence: Evidence, alone: str) -> tuple[int, bool]:
    """The profile of an evidence, and whether it is new; what meets nothing has one for itself."""
    signature = _signature(evidence) if evidence.meets else json.dumps([evidence.entity_type, alone])
    row = connection.execute("SELECT number FROM profile WHERE signature = ?", (signature,)).fetchone()
    if row is not None:
        return row[0], False
    entity = _entity(
        connection, evidence.entity_type, signature, evidence.meets or evidence.entity_type != "PER"
    )
    cursor = connection.execute("INSERT INTO profile (signature, entity) VALUES (?, ?)", (signature, entity))
    number = cursor.lastrowid
    assert number is not None
    connection.executemany(
        "INSERT INTO profile_key VALUES (?, ?)", [(each, number) for each in evidence.keys]
    )
    return number, True


def _signature(evidence: Evidence) -> str:
    kind, kb, gender = evidence.entity_type, evidence.kb, evidence.gender
    return json.dumps([kind, list(evidence.names), list(evidence.letters), kb, gender], ensure_ascii=False)


def _evidence(signature: str) -> Evidence:
    kind, *rest = json.loads(signature)
    if len(rest) == 1:
        return Evidence(kind)
    names, letters, kb, gender = rest
    return Evidence(kind, tuple(names), tuple(letters), kb, gender)


def _entity(connection: sqlite3.Connection, entity_type: str, anchor: str, listed: bool) -> int:
    """The unused entity that was called so before, else a new one: what comes back keeps its number."""
    row = connection.execute(
        "SELECT number FROM entity WHERE anchor = ?"
        " AND NOT EXISTS (SELECT 1 FROM profile WHERE profile.entity = entity.number)",
        (anchor,),
    ).fetchone()
    if row is not None:
        return row[0]
    cursor = connection.execute(
        "INSERT INTO entity (entity_type, anchor, listed) VALUES (?, ?, ?)", (entity_type, anchor, listed)
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _add_to_counts(connection: sqlite3.Connection, number: int, by: int) -> None:
    """Count an article in, or out, of every entity that appears in it, but not in another chapter of its book."""
    connection.execute(
        "UPDATE entity SET articles = articles + ?1 WHERE number IN (SELECT profile.entity FROM appearance"
        " JOIN profile ON profile.number = appearance.profile WHERE appearance.article = ?2)"
        " AND number NOT IN (SELECT profile.entity FROM article AS mine"
        " JOIN article AS other ON other.book = mine.book AND other.number <> mine.number"
        " JOIN appearance ON appearance.article = other.number"
        " JOIN profile ON profile.number = appearance.profile WHERE mine.number = ?2)",
        (by, number),
    )


def _neighbours(connection: sqlite3.Connection, profile: int) -> set[int]:
    rows = connection.execute(
        "SELECT other.profile FROM profile_key AS mine JOIN profile_key AS other ON other.key = mine.key"
        " WHERE mine.profile = ?",
        (profile,),
    )
    return {row[0] for row in rows}


def _regroup(connection: sqlite3.Connection, profiles: Iterable[int]) -> None:
    """Decide anew who is who among ``profiles`` and all that they are linked with."""
    waiting, linked = set(profiles), set[int]()
    while waiting:
        profile = waiting.pop()
        linked.add(profile)
        waiting |= _neighbours(connection, profile) - linked
    if linked:
        _assign(connection, sorted(linked))


def _assign(connection: sqlite3.Connection, profiles: list[int]) -> None:
    """Give each group of profiles one entity: the oldest that any of them had and no group before has taken."""
    rows = [
        connection.execute("SELECT signature, entity FROM profile WHERE number = ?", (each,)).fetchone()
        for each in profiles
    ]
    evidence = [_evidence(signature) for signature, _ in rows]
    touched = {entity for _, entity in rows}
    taken: set[int] = set()
    for members in group_evidence(evidence):
        anchor = min(rows[member][0] for member in members)
        own = {rows[member][1] for member in members} - taken
        first = evidence[members[0]]
        listed = first.meets or first.entity_type != "PER"
        entity = min(own) if own else _entity(connection, first.entity_type, anchor, listed)
        taken.add(entity)
        connection.execute("UPDATE entity SET anchor = ? WHERE number = ?", (anchor, entity))
        connection.executemany(
            "UPDATE profile SET entity = ? WHERE number = ?",
            [(entity, profiles[member]) for member in members if rows[member][1] != entity],
        )
    for entity in touched | taken:
        connection.execute(
            f"UPDATE entity SET articles = ({_COUNTED} WHERE profile.entity = ?1) WHERE number = ?1",
            (entity,),
        )


def recount(connection: sqlite3.Connection) -> None:
    """Count anew in how many rows the entities of books are named."""
    connection.execute(
        f"UPDATE entity SET articles = ({_COUNTED} WHERE profile.entity = entity.number) WHERE number IN"
        " (SELECT profile.entity FROM article JOIN appearance ON appearance.article = article.number"
        " JOIN profile ON profile.number = appearance.profile WHERE book IS NOT NULL)"
    )
