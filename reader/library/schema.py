"""The tables of the library, as numbered steps: step ``n`` leads from version ``n - 1`` to version ``n``.

A step that was once released is never changed; a later one alters what it made. ``article`` holds what lists
show and what the reader adds, ``content`` and ``analysis`` the compressed records, ``original`` the file as it
came. ``article_text`` is what the full-text index ``article_search`` covers; beginnings of up to five letters are
indexed by themselves, as they stand for too many words to look each of them up while somebody types. An
``entity`` is one thing over all articles: the ``profile``s that mean it, each an evidence of identity (see
``core.identity.across``) that any number of ``appearance``s share; ``form`` counts the names in use.

Both indexes hold ``core.word_query.indexed_words`` of texts and names, so that the database knows that function; what
was entered must be taken out in the same words. Articles in ``stale_words`` are still entered as they are written, by
an older version, and found as it found them until ``renew_words`` has entered them anew.
A row is known by its number: the id of its text changes with each newer version, and ``former_id`` leads from older
ones to it. ``origin`` (a file) and ``address`` tell whether a text is such a version. Chapters with the same ``book``
are one row for the reader.
"""

from __future__ import annotations

_ARTICLES = (
    """CREATE TABLE article (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        title_key TEXT NOT NULL,
        publisher TEXT,
        date TEXT,
        byline TEXT,
        source TEXT NOT NULL,
        language TEXT NOT NULL,
        words INTEGER NOT NULL,
        added REAL NOT NULL,
        opened REAL,
        state TEXT NOT NULL DEFAULT 'unread',
        starred INTEGER NOT NULL DEFAULT 0,
        place INTEGER NOT NULL DEFAULT 0,
        notes TEXT NOT NULL DEFAULT '',
        people TEXT NOT NULL DEFAULT '[]',
        removed REAL
    )""",
    "CREATE INDEX article_opened ON article (opened, number) WHERE removed IS NULL",
    "CREATE INDEX article_date ON article (date, number) WHERE removed IS NULL",
    "CREATE INDEX article_title ON article (title_key, number) WHERE removed IS NULL",
    "CREATE INDEX article_removed ON article (removed) WHERE removed IS NOT NULL",
    """CREATE TABLE content (
        article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
        record BLOB NOT NULL
    )""",
    """CREATE TABLE original (
        article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
        file BLOB NOT NULL
    )""",
    """CREATE TABLE analysis (
        article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
        pipeline TEXT NOT NULL,
        record BLOB NOT NULL
    )""",
    "CREATE TABLE tag (number INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE)",
    """CREATE TABLE article_tag (
        article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
        tag INTEGER NOT NULL REFERENCES tag (number) ON DELETE CASCADE,
        PRIMARY KEY (article, tag)
    ) WITHOUT ROWID""",
    "CREATE INDEX article_tag_tag ON article_tag (tag, article)",
)

_SEARCH = (
    """CREATE TABLE article_text (
        article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
        title TEXT NOT NULL,
        about TEXT NOT NULL,
        body TEXT NOT NULL
    )""",
    """CREATE VIRTUAL TABLE article_search USING fts5 (
        title, about, body,
        content='article_text', content_rowid='article',
        tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5'
    )""",
    "INSERT INTO article_search (article_search, rank) VALUES ('rank', 'bm25(8.0, 2.0, 1.0)')",
)

_ENTITIES = (
    """CREATE TABLE entity (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        entity_type TEXT NOT NULL,
        anchor TEXT NOT NULL,
        listed INTEGER NOT NULL,
        articles INTEGER NOT NULL DEFAULT 0
    )""",
    "CREATE INDEX entity_anchor ON entity (anchor)",
    "CREATE INDEX entity_most ON entity (entity_type, articles) WHERE listed",
    "CREATE INDEX entity_most_of_all ON entity (articles) WHERE listed",
    """CREATE TABLE profile (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        signature TEXT NOT NULL UNIQUE,
        entity INTEGER NOT NULL REFERENCES entity (number)
    )""",
    "CREATE INDEX profile_entity ON profile (entity)",
    """CREATE TABLE profile_key (
        key TEXT NOT NULL,
        profile INTEGER NOT NULL REFERENCES profile (number) ON DELETE CASCADE,
        PRIMARY KEY (key, profile)
    ) WITHOUT ROWID""",
    "CREATE INDEX profile_key_profile ON profile_key (profile)",
    """CREATE TABLE appearance (
        article INTEGER NOT NULL REFERENCES article (number),
        entity_id TEXT NOT NULL,
        profile INTEGER NOT NULL REFERENCES profile (number),
        mentions INTEGER NOT NULL,
        first_start INTEGER NOT NULL,
        first_end INTEGER NOT NULL,
        forms TEXT NOT NULL,
        PRIMARY KEY (article, entity_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX appearance_profile ON appearance (profile, article)",
    """CREATE TABLE form (
        number INTEGER PRIMARY KEY,
        profile INTEGER NOT NULL REFERENCES profile (number) ON DELETE CASCADE,
        text TEXT NOT NULL,
        leading INTEGER NOT NULL,
        uses INTEGER NOT NULL,
        UNIQUE (profile, text)
    )""",
    """CREATE VIRTUAL TABLE form_search USING fts5 (
        text, content='form', content_rowid='number',
        tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
    )""",
    """CREATE TRIGGER form_added AFTER INSERT ON form BEGIN
        INSERT INTO form_search (rowid, text) VALUES (new.number, new.text);
    END""",
    """CREATE TRIGGER form_gone AFTER DELETE ON form BEGIN
        INSERT INTO form_search (form_search, rowid, text) VALUES ('delete', old.number, old.text);
    END""",
)

_FOLDED = (
    """CREATE TABLE stale_words (
        article INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE
    )""",
    "INSERT INTO stale_words SELECT number FROM article WHERE removed IS NULL",
    "UPDATE article SET title_key = folded(title)",
    "UPDATE OR IGNORE tag SET folded = folded(name)",
    "DROP TRIGGER form_added",
    "DROP TRIGGER form_gone",
    "INSERT INTO form_search (form_search) VALUES ('delete-all')",
    "INSERT INTO form_search (rowid, text) SELECT number, indexed_words(text) FROM form",
    """CREATE TRIGGER form_added AFTER INSERT ON form BEGIN
        INSERT INTO form_search (rowid, text) VALUES (new.number, indexed_words(new.text));
    END""",
    """CREATE TRIGGER form_gone AFTER DELETE ON form BEGIN
        INSERT INTO form_search (form_search, rowid, text)
        VALUES ('delete', old.number, indexed_words(old.text));
    END""",
)

BOOKS_AND_VERSIONS = (
    "ALTER TABLE article ADD COLUMN origin TEXT",
    "ALTER TABLE article ADD COLUMN address TEXT",
    "ALTER TABLE article ADD COLUMN book TEXT",
    "ALTER TABLE article ADD COLUMN chapter INTEGER",
    "ALTER TABLE article ADD COLUMN chapters INTEGER",
    "ALTER TABLE article ADD COLUMN chapter_title TEXT",
    "CREATE INDEX article_origin ON article (origin) WHERE origin IS NOT NULL",
    "CREATE INDEX article_address ON article (address) WHERE address IS NOT NULL",
    "CREATE INDEX article_book ON article (book, number) WHERE book IS NOT NULL",
    """CREATE TABLE former_id (
        id TEXT PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE
    ) WITHOUT ROWID""",
    "CREATE INDEX former_id_article ON former_id (article)",
)
"""After it ``library.backfill`` fills the columns in from the records."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (*_ARTICLES, *_SEARCH, *_ENTITIES),
    _FOLDED,
    BOOKS_AND_VERSIONS,
)
"""The statements of each step."""
