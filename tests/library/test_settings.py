"""Settings and state survive a round trip, a broken file and a hand edit."""

import dataclasses

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
    settings_from_mapping,
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


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe\x00", b"[theme"])
def test_broken_file_gives_the_defaults_and_is_kept_aside(tmp_path, content):
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    assert load_settings(path) == Settings()
    assert (tmp_path / "settings.toml.broken").read_bytes() == content


def test_impossible_and_unknown_values_give_way_one_by_one():
    data = {"theme": "pink", "font_size": 400, "measure": True, "density": "quiet", "new": 1, "reopen": "no"}
    assert settings_from_mapping(data) == Settings(density="quiet")


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


@pytest.mark.parametrize("text", ["{", "[]", '{"places": [1]}', '{"recent": "abc"}', '{"chapters": [1]}'])
def test_broken_state_starts_afresh(tmp_path, text):
    path = tmp_path / "state.json"
    path.write_text(text)
    assert load_state(path) == WindowState()
    assert (tmp_path / "state.json.broken").exists()


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
