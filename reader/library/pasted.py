"""Pasted and dropped texts, kept as files so that the next start can show them again."""

from __future__ import annotations

from pathlib import Path

from reader.library.atomic import write_atomically

KEPT = 30


def keep_text(folder: Path, article_id: str, text: str) -> Path | None:
    """Store a text and forget the oldest ones beyond ``KEPT``; ``None`` where the disk does not let us."""
    path = folder / f"{article_id[:24]}.txt"
    try:
        write_atomically(path, text)
        stored = sorted(folder.glob("*.txt"), key=lambda each: each.stat().st_mtime)
        for old in stored[:-KEPT]:
            old.unlink(missing_ok=True)
    except (OSError, UnicodeEncodeError):
        return None
    return path
