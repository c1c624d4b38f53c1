"""The settings: one frozen record whose fields describe themselves to the file and to the dialog."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date, time
from pathlib import Path
from typing import Any

from reader.library.preference_files import PreferenceFile, Tell, tell_nobody

_BARE_NAME = re.compile(r"[A-Za-z0-9_-]+")


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark ``text`` for the translators' tools; no toolkit is needed for that."""
    return text


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a setting can take and its English label."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One line of the settings table.

    ``kind`` is ``choice``, ``number``, ``switch`` or ``hidden`` (kept, but set elsewhere);
    ``label`` is English, for translation in the context ``Settings``, as is ``section``, the heading above the row.
    """

    name: str
    kind: str
    label: str
    default: Any
    choices: tuple[Choice, ...] = ()
    minimum: float = 0
    maximum: float = 0
    step: float = 1
    unit: str = ""
    section: str = ""

    def accepts(self, value: object) -> bool:
        """Whether ``value`` is one that this setting can have."""
        if self.kind == "switch":
            return isinstance(value, bool)
        if self.kind == "choice":
            return value in [choice.value for choice in self.choices]
        if self.kind == "number":
            whole = isinstance(value, int) and not isinstance(value, bool)
            number = whole or (isinstance(value, float) and isinstance(self.default, float))
            return number and self.minimum <= float(value) <= self.maximum  # type: ignore[arg-type]
        return _is_texts(value)


def _is_texts(value: object) -> bool:
    if not isinstance(value, list | tuple):
        return False
    items: list[object] = list(value)  # pyright: ignore[reportUnknownArgumentType]
    return all(isinstance(item, str) for item in items)


def _choice(label: str, *choices: tuple[str, str]) -> Any:
    table = tuple(Choice(value, text) for value, text in choices)
    return field(default=choices[0][0], metadata={"kind": "choice", "label": label, "choices": table})


def _number(label: str, default: float, low: float, high: float, step: float, unit: str = "") -> Any:
    about = {"kind": "number", "label": label, "minimum": low, "maximum": high, "step": step, "unit": unit}
    return field(default=default, metadata=about)


def _switch(label: str, default: bool, section: str = "") -> Any:
    return field(default=default, metadata={"kind": "switch", "label": label, "section": section})


def _hidden() -> Any:
    return field(default=(), metadata={"kind": "hidden", "label": ""})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a reader can choose. A new field here is all that a new setting needs."""

    theme: str = _choice(
        QT_TRANSLATE_NOOP("Settings", "Theme"),
        ("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
        ("light", QT_TRANSLATE_NOOP("Settings", "Light")),
        ("sepia", QT_TRANSLATE_NOOP("Settings", "Sepia")),
        ("dark", QT_TRANSLATE_NOOP("Settings", "Dark")),
    )
    language: str = _choice(
        QT_TRANSLATE_NOOP("Settings", "Language of the window"),
        ("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
        ("fr", "Français"),
        ("en", "English"),
    )
    family: str = _choice(
        QT_TRANSLATE_NOOP("Settings", "Reading font"),
        ("serif", QT_TRANSLATE_NOOP("Settings", "With serifs")),
        ("sans", QT_TRANSLATE_NOOP("Settings", "Without serifs")),
    )
    font_size: float = _number(QT_TRANSLATE_NOOP("Settings", "Text size"), 15.0, 8.0, 40.0, 1.0, "pt")
    interface_size: float = _number(
        QT_TRANSLATE_NOOP("Settings", "Size of menus and lists"), 10.0, 8.0, 22.0, 1.0, "pt"
    )
    line_height: float = _number(QT_TRANSLATE_NOOP("Settings", "Line height"), 1.6, 1.2, 2.2, 0.05)
    measure: int = _number(QT_TRANSLATE_NOOP("Settings", "Characters per line"), 68, 45, 90, 1)
    density: str = _choice(
        QT_TRANSLATE_NOOP("Settings", "Marks in the text"),
        ("colour", QT_TRANSLATE_NOOP("Settings", "Colour")),
        ("quiet", QT_TRANSLATE_NOOP("Settings", "Quiet underline")),
        ("off", QT_TRANSLATE_NOOP("Settings", "Off")),
    )
    pictures: bool = _switch(QT_TRANSLATE_NOOP("Settings", "Show pictures"), True)
    indirect_speech: bool = _switch(QT_TRANSLATE_NOOP("Settings", "Show indirect speech"), False)
    counts_doubtful: bool = _switch(QT_TRANSLATE_NOOP("Settings", "Count probable attributions too"), False)
    reopen: bool = _switch(
        QT_TRANSLATE_NOOP("Settings", "Open the last articles again at start"),
        True,
        section=QT_TRANSLATE_NOOP("Settings", "Privacy"),
    )
    keep_articles: bool = _switch(QT_TRANSLATE_NOOP("Settings", "Keep opened articles in the library"), True)
    keep_originals: bool = _switch(QT_TRANSLATE_NOOP("Settings", "Keep their original files too"), False)
    keep_nothing: bool = _switch(QT_TRANSLATE_NOOP("Settings", "Keep nothing of what is read"), False)
    hidden_types: tuple[str, ...] = _hidden()

    @property
    def keeps_articles(self) -> bool:
        """Whether what is opened goes into the library by itself."""
        return self.keep_articles and not self.keep_nothing


def setting_rows() -> tuple[SettingRow, ...]:
    """The settings table, in the order of the dialog and of the file."""
    return tuple(_row(each) for each in fields(Settings))


def _row(each: Field[Any]) -> SettingRow:
    default = None if each.default is MISSING else each.default
    return SettingRow(name=each.name, default=default, **each.metadata)


def _read(data: Mapping[str, object]) -> tuple[Settings, list[str]]:
    """The settings in ``data``, and the names of those with impossible values, which give way to the default."""
    known: dict[str, Any] = {}
    wrong: list[str] = []
    for row in setting_rows():
        value = data.get(row.name)
        if value is not None and row.accepts(value):
            known[row.name] = tuple(value) if isinstance(value, list) else value  # pyright: ignore[reportUnknownArgumentType]
        elif row.name in data:
            wrong.append(row.name)
    return Settings(**known), wrong


def _mapping(settings: Settings) -> dict[str, Any]:
    return {row.name: getattr(settings, row.name) for row in setting_rows()}


def _to_toml(data: Mapping[str, Any]) -> str:
    return "".join(f"{_name(name)} = {_toml(value)}\n" for name, value in data.items())


def _name(name: str) -> str:
    return name if _BARE_NAME.fullmatch(name) else _quoted(name)


def _toml(value: object) -> str:
    """A value of TOML, also one that only another version knows."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict):
        pairs: dict[str, object] = value  # pyright: ignore[reportUnknownVariableType]
        return "{" + ", ".join(f"{_name(name)} = {_toml(each)}" for name, each in pairs.items()) + "}"
    if isinstance(value, date | time):
        return value.isoformat()
    assert isinstance(value, list | tuple)
    items: Sequence[object] = list(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return "[" + ", ".join(_toml(item) for item in items) + "]"


def _quoted(text: str) -> str:
    """A string of TOML: as in JSON, but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


_FILE = PreferenceFile("settings", tomllib.loads, _to_toml, frozenset(each.name for each in fields(Settings)))


def load_settings(path: Path, tell: Tell = tell_nobody) -> Settings:
    """The settings in the file ``path``; defaults for what is missing or impossible, which ``tell`` gets to know."""
    settings, wrong = _read(_FILE.load(path, tell))
    if wrong:
        _FILE.replace_damaged(path, _mapping(settings), wrong, tell)
    return settings


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings. Raises ``OSError`` where the disk does not let us."""
    _FILE.save(path, _mapping(settings))
