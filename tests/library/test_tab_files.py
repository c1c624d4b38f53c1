"""The tabs of windows as files: merged, never overwritten by another window, never a reason not to start."""

import json

import pytest

from reader.library.tab_files import CLOSED_LIMIT, ClosedTab, SavedTab, SavedTabs, TabFiles, merged


def tabs(*names, front=0, closed=()):
    return SavedTabs(
        tuple(SavedTab(f"/{name}", name) for name in names),
        front,
        tuple(ClosedTab(SavedTab(f"/{name}", name), 1) for name in closed),
    )


def names(saved):
    return [tab.title for tab in saved.tabs]


def test_saved_tabs_are_there_again(tmp_path):
    saved = tabs("a", "b", front=1, closed="c")
    TabFiles(tmp_path).save(saved, 1)
    assert TabFiles(tmp_path).load() == saved


def test_a_file_name_that_is_no_text_is_kept(tmp_path):
    saved = SavedTabs((SavedTab("/mal\udcff.txt"),))
    TabFiles(tmp_path).save(saved, 1)
    assert TabFiles(tmp_path).load() == saved


def test_windows_that_were_killed_are_merged_and_their_files_go(tmp_path):
    TabFiles(tmp_path, 1).save(tabs("a", "b", front=1), 1)
    TabFiles(tmp_path, 3, alone=False).save(tabs("b", "c", closed="ad"), 1)
    files = TabFiles(tmp_path, 1)
    found = files.load()
    assert (names(found), found.front) == (["a", "b", "c"], 1)
    assert [each.tab.title for each in found.closed] == ["d"]  # what is open need not be reopened
    files.save(found, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["tabs-1.json"]


def test_a_second_window_leaves_the_first_ones_tabs_alone(tmp_path):
    TabFiles(tmp_path, 1).save(tabs("a"), 1)
    second = TabFiles(tmp_path, 2, alone=False)
    assert second.load() == SavedTabs()
    second.save(tabs("b"), 1)
    assert names(TabFiles(tmp_path, 1, alone=False).load()) == ["a"]


def test_an_older_state_never_overwrites_a_newer_one(tmp_path):
    """A job that waited for the disk wrote after the closing of the window had."""
    files = TabFiles(tmp_path)
    files.save(tabs("a", "b"), 2)
    files.save(tabs("a"), 1)
    assert names(files.load()) == ["a", "b"]


def test_the_tabs_of_an_earlier_version_are_taken_over(tmp_path):
    state = {"open_files": ["/a.txt", "/b.txt"], "open_ids": ["", "id"], "current": 1}
    (tmp_path / "state.json").write_text(json.dumps(state))
    found = TabFiles(tmp_path).load()
    assert found == SavedTabs((SavedTab("/a.txt"), SavedTab("/b.txt", "", "id")), 1)


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"tabs": 3}', '{"tabs": [{}]}', '{"closed": [1]}', '{"front": "x"}']
)
def test_a_broken_file_is_set_aside_and_the_start_goes_on(tmp_path, text):
    (tmp_path / "tabs-1.json").write_text(text)
    told = []
    assert TabFiles(tmp_path).load(told.append) == SavedTabs()
    assert [error.key for error in told] == ["tabs_damaged"]
    assert told[0].values["place"].read_text() == text


def test_closed_tabs_are_few_and_each_once():
    saved = SavedTabs()
    for number in range(100):
        saved = saved.with_closed(SavedTab(f"/{number % 50}"), 0)
    assert len(saved.closed) == CLOSED_LIMIT
    assert saved.closed[-1].tab.source == "/49"


def test_a_window_that_is_closed_beside_another_can_be_reopened():
    left = tabs("a", "b", closed="c").all_closed()
    assert left.tabs == ()
    assert [each.tab.title for each in left.closed] == ["c", "a", "b"]
    assert merged([tabs("x"), left]).closed == left.closed
