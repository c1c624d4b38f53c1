"""Files of settings and memory that anybody may have damaged: loading one never fails and never waits.

What cannot be understood is set aside under another name, never deleted, and told in one sentence; what is good in
it is used. Names that this version does not know stay in the file: a newer one may have written them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.core.errors import ReaderError
from reader.library.atomic import write_atomically
from reader.library.regular_files import NotRegularError, read_regular, set_aside

Mapped = dict[str, Any]
Tell = Callable[[ReaderError], None]

_LARGEST_BYTES = 4_000_000
"""Of such a file; ours are a hundred times smaller."""


def tell_nobody(_: ReaderError) -> None:
    """For callers to whom a damaged file makes no difference."""


def set_aside_and_tell(path: Path, tell: Tell, key: str, **values: object) -> bool:
    """Set a damaged file aside and tell the sentence ``key``; false where the system does not let us."""
    try:
        tell(ReaderError(key, place=set_aside(path), **values))
    except OSError as error:
        tell(ReaderError("preferences_unreadable", path=path, reason=error))
        return False
    return True


@dataclass(frozen=True, slots=True)
class PreferenceFile:
    """How one kind of file is read and written.

    ``parse`` raises ``ValueError``, ``TypeError`` or ``RecursionError`` for what it does not understand; ``topic``
    begins the keys of the sentences about it; ``known`` are the names that this version reads.
    """

    topic: str
    parse: Callable[[str], object]
    write: Callable[[Mapped], str]
    known: Collection[str]

    def load(self, path: Path, tell: Tell) -> Mapped:
        """What is in the file; nothing where it is missing, or damaged (then it is set aside and told)."""
        try:
            return self._parsed(path)
        except FileNotFoundError:
            return {}
        except (ValueError, TypeError, RecursionError, NotRegularError):
            set_aside_and_tell(path, tell, f"{self.topic}_damaged")
        except OSError as error:
            tell(ReaderError("preferences_unreadable", path=path, reason=error))
        return {}

    def replace_damaged(self, path: Path, good: Mapped, wrong: Collection[str], tell: Tell) -> None:
        """Set a file aside of which only some values are impossible, and write the good ones anew."""
        unknown = self._unknown(path)
        if set_aside_and_tell(path, tell, f"{self.topic}_damaged_partly", names=", ".join(sorted(wrong))):
            try:
                write_atomically(path, self.write({**unknown, **good}))
            except OSError as error:
                tell(ReaderError("preferences_unsaved", path=path, reason=error))

    def save(self, path: Path, values: Mapped) -> None:
        """Write the file anew, with what it holds of other versions. Raises ``OSError``."""
        write_atomically(path, self.write({**self._unknown(path), **values}))

    def _parsed(self, path: Path) -> Mapped:
        data = self.parse(read_regular(path, _LARGEST_BYTES).decode("utf-8"))
        if not isinstance(data, dict):
            raise TypeError("no names and values")
        return dict(data)  # pyright: ignore[reportUnknownArgumentType]

    def _unknown(self, path: Path) -> Mapping[str, Any]:
        """What the file holds of other versions. Raises ``OSError`` where something stands there that is no file."""
        try:
            data = self._parsed(path)
        except (FileNotFoundError, ValueError, TypeError, RecursionError):
            return {}
        return {name: value for name, value in data.items() if name not in self.known}
