"""The settings: one frozen record whose fields describe themselves to the file and to the dialog."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from reader.library.atomic import set_aside, write_atomically


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
            number = isinstance(value, int | float) and not isinstance(value, bool)
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


def settings_from_mapping(data: Mapping[str, object]) -> Settings:
    """The settings in ``data``; an unknown or impossible value gives way to the default."""
    known: dict[str, Any] = {}
    for row in setting_rows():
        value = data.get(row.name)
        if value is not None and row.accepts(value):
            known[row.name] = tuple(value) if isinstance(value, list) else value  # pyright: ignore[reportUnknownArgumentType]
    return Settings(**known)


def settings_to_toml(settings: Settings) -> str:
    """The settings as a TOML document."""
    lines = [f"{row.name} = {_toml(getattr(settings, row.name))}" for row in setting_rows()]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    assert isinstance(value, tuple)
    items: tuple[object, ...] = value  # pyright: ignore[reportUnknownVariableType]
    return "[" + ", ".join(_toml(item) for item in items) + "]"


def load_settings(path: Path) -> Settings:
    """The settings in the file ``path``; defaults where it is missing or broken (then it is set aside)."""
    try:
        with path.open("rb") as file:
            return settings_from_mapping(tomllib.load(file))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        set_aside(path)
    except OSError:
        pass
    return Settings()


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings. Raises ``OSError`` where the disk does not let us."""
    write_atomically(path, settings_to_toml(settings))
