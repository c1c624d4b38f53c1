"""Settings and state survive a round trip, a broken file and a hand edit."""

import dataclasses
import json
import os
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.atomic import write_atomically
from reader.library.paths import find_paths
from reader.library.settings import (
    Settings,
    load_settings,
    save_settings,
    setting_rows,
)
from reader.library.window_state import (
    PLACES_LIMIT,
    RECENT_LIMIT,
    WindowState,
    load_state,
    save_state,
)


def test_settings_round_trip(tmp_path):
    path = tmp_path / "deep" / "settings.toml"
    settings = Settings(theme="sepia", font_size=17.5, reopen=False, hidden_types=("LOC", 'odd"\\'))
    save_settings(path, settings)
    assert load_settings(path) == settings


def test_missing_file_gives_the_defaults(tmp_path):
    assert load_settings(tmp_path / "none.toml") == Settings()


DAMAGED = [
    b"\xff\xfe\x00",
    b"\0" * 50,
    b"a=" + b"[" * 100_000,
    b'{"a":' * 100_000,
    b"[" * 200_000,
    b"x" * 5_000_000,
    b'"',
]
"""No settings and no memory of a window."""


def aside(path):
    (place,) = path.parent.glob(f"{path.stem}.damaged-*")
    return place


@pytest.mark.parametrize("content", [*DAMAGED, b"theme = ", b"[theme"])
def test_damaged_settings_are_set_aside_and_told(tmp_path, content):
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    told = []

    assert load_settings(path, told.append) == Settings()
    assert [error.key for error in told] == ["settings_damaged"]
    assert aside(path).read_bytes() == content
    assert not path.exists()


@pytest.mark.parametrize("content", [*DAMAGED, b"{", b"[]", b"3", b"null", b'{"a": 1' + b"0" * 9_000 + b"}"])
def test_damaged_memory_of_the_window_is_set_aside_and_told(tmp_path, content):
    path = tmp_path / "state.json"
    path.write_bytes(content)
    told = []

    assert load_state(path, told.append) == WindowState()
    assert [error.key for error in told] == ["state_damaged"]
    assert aside(path).read_bytes() == content


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such things there")
@pytest.mark.parametrize("load", [load_settings, load_state])
@pytest.mark.parametrize(
    "make", [os.mkdir, getattr(os, "mkfifo", None), lambda path: path.symlink_to("/dev/zero")]
)
def test_what_is_no_file_at_all_is_set_aside(tmp_path, load, make):
    path = tmp_path / "settings.toml"
    make(path)
    told = []

    load(path, told.append)
    assert len(told) == 1
    assert os.path.lexists(aside(path))
    assert not os.path.lexists(path)


def test_one_impossible_setting_costs_only_itself(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text(
        'theme = "sepia"\nmeasure = 68.5\nfont_size = nan\nnewer = {a = [1, "b\\n"], "c d" = 1.5}\n'
    )
    told = []

    assert load_settings(path, told.append) == Settings(theme="sepia")
    assert [(error.key, error.values["names"]) for error in told] == [
        ("settings_damaged_partly", "font_size, measure")
    ]
    assert "68.5" in aside(path).read_text()
    assert tomllib.loads(path.read_text())["newer"] == {"a": [1, "b\n"], "c d": 1.5}
    assert load_settings(path, pytest.fail) == Settings(theme="sepia")


@pytest.mark.parametrize(
    ("content", "name", "left"),
    [
        ('{"current": Infinity, "welcomed": true}', "current", WindowState(welcomed=True)),
        ('{"current": -1, "open_files": ["/a"]}', "current", WindowState()),
        ('{"places": [["a", Infinity]], "welcomed": true}', "places", WindowState(welcomed=True)),
        ('{"places": [["a", NaN]], "welcomed": true}', "places", WindowState(welcomed=True)),
        ('{"chapters": [["a", -1]], "welcomed": true}', "chapters", WindowState(welcomed=True)),
        ('{"recent": "abc", "open_folder": "/a"}', "recent", WindowState(open_folder="/a")),
        ('{"recent": ["/a", 1, "b\\u0000"]}', "recent", WindowState(recent=("/a",))),
        ('{"languages": [["a", "fr"], ["b", 1]]}', "languages", WindowState(languages=(("a", "fr"),))),
        ('{"open_folder": ["/a"]}', "open_folder", WindowState()),
        ('{"places": [["a", 3], 1, ["b", 1e9], ["c"]]}', "places", WindowState(places=(("a", 3),))),
        ('{"welcomed": "no", "geometry": "abc="}', "welcomed", WindowState(geometry="abc=")),
        ('{"geometry": null, "splitter": "\u00e9"}', "geometry, splitter", WindowState()),
    ],
)
def test_one_impossible_memory_costs_only_itself(tmp_path, content, name, left):
    path = tmp_path / "state.json"
    path.write_text(content, encoding="utf-8")
    told = []

    assert load_state(path, told.append) == left
    assert [(error.key, error.values["names"]) for error in told] == [("state_damaged_partly", name)]
    assert aside(path).read_text(encoding="utf-8") == content
    assert load_state(path, pytest.fail) == left


def test_what_a_newer_version_wrote_stays_in_the_files(tmp_path):
    settings, state = tmp_path / "settings.toml", tmp_path / "state.json"
    settings.write_text('theme = "dark"\n"new one" = 1979-05-27\n[table]\nx = "\\u007f"\n')
    state.write_text('{"open_folder": "/a", "new": {"a": [null]}}')
    save_settings(settings, Settings(theme="sepia"))
    save_state(state, WindowState(open_folder="/b"))

    written = tomllib.loads(settings.read_text())
    assert (written["theme"], str(written["new one"]), written["table"]) == (
        "sepia",
        "1979-05-27",
        {"x": "\x7f"},
    )
    assert json.loads(state.read_text())["new"] == {"a": [None]}
    assert load_state(state, pytest.fail).open_folder == "/b"


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode()))
def test_any_bytes_load_as_settings_and_memory(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("any")
    for name, load, kind in (
        ("settings.toml", load_settings, Settings),
        ("state.json", load_state, WindowState),
    ):
        (folder / name).write_bytes(content)
        assert isinstance(load(folder / name), kind)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([field.name for field in dataclasses.fields(WindowState)]), _JSON))
def test_any_values_load_as_memory_that_can_be_saved(tmp_path_factory, values):
    path = tmp_path_factory.mktemp("any") / "state.json"
    path.write_text(json.dumps(values))
    state = load_state(path)
    save_state(path, state)
    assert load_state(path, pytest.fail) == state


def test_names_of_files_with_halves_of_characters_are_remembered(tmp_path):
    path = tmp_path / "state.json"
    save_state(path, WindowState(recent=("/a\udcff",)))
    assert load_state(path, pytest.fail).recent == ("/a\udcff",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such things there")
def test_a_pipe_is_not_written_over(tmp_path):
    path = tmp_path / "settings.toml"
    os.mkfifo(path)
    with pytest.raises(OSError, match="ordinary"):
        save_settings(path, Settings(theme="sepia"))
    assert path.is_fifo()


def test_impossible_and_unknown_values_give_way_one_by_one(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text(
        'theme = "pink"\nfont_size = 400\nmeasure = true\ndensity = "quiet"\nnew = 1\nreopen = "no"\n'
    )
    assert load_settings(path) == Settings(density="quiet")


def test_every_setting_has_a_row_that_accepts_its_default():
    rows = setting_rows()
    assert [row.name for row in rows] == [field.name for field in dataclasses.fields(Settings)]
    assert all(row.accepts(row.default) for row in rows)
    assert all(row.label for row in rows if row.kind != "hidden")


def test_a_failed_write_keeps_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "x.toml"
    write_atomically(path, "old")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_state_round_trip(tmp_path):
    state = WindowState(geometry="abc=", recent=("/a", "/é"), places=(("id", 12),), welcomed=True)
    save_state(tmp_path / "state.json", state)
    assert load_state(tmp_path / "state.json") == state


@given(st.lists(st.sampled_from("abcdefghijklmnop")))
def test_recent_files_are_few_and_each_once(names):
    state = WindowState()
    for name in names:
        state = state.with_recent(name)
    assert len(state.recent) == len(set(state.recent)) <= RECENT_LIMIT
    assert not names or state.recent[0] == names[-1]


def test_places_are_kept_per_article_and_bounded():
    state = WindowState()
    for number in range(PLACES_LIMIT + 3):
        state = state.with_place(f"a{number}", number)
    state = state.with_place("a7", 99)
    assert len(state.places) == PLACES_LIMIT
    assert state.place_of("a7") == 99
    assert state.place_of("a0") == 0


def test_a_profile_redirects_everything(tmp_path):
    paths = find_paths(tmp_path / "p")
    every = (paths.settings_file, paths.state_file, paths.annotation_cache, paths.log_file, paths.data)
    assert all(path.is_relative_to(tmp_path / "p") for path in every)
    assert not (tmp_path / "p").exists()
