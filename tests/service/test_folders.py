"""All articles of a folder, and a word on each part of it that gives none."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from reader.core.errors import UnreadableInputError
from reader.service import find_files, open_path
from tests.cli.rights import without_rights

posix = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")


def test_a_folder_of_more_than_five_thousand_files_is_not_cut(tmp_path: Path) -> None:
    for number in range(5_200):
        (tmp_path / f"{number:04}.txt").touch()

    found = find_files(tmp_path)
    assert len(found.files) == 5_200
    assert list(found.files) == sorted(found.files)
    assert found.errors == ()


@posix
def test_a_folder_that_may_not_be_looked_into_is_told_and_the_rest_is_found(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "un.txt").write_text("Un.")
    (tmp_path / "b").chmod(0)
    tmp_path.chmod(0o755)
    for parent in list(tmp_path.parents)[:3]:
        parent.chmod(parent.stat().st_mode | 0o011)
    try:
        with without_rights():
            found = find_files(tmp_path)
    finally:
        (tmp_path / "b").chmod(0o755)

    assert found.files == (str(tmp_path / "a" / "un.txt"), str(tmp_path / "c" / "un.txt"))
    assert [error.sentence("fr") for error in found.errors] == [
        f"Impossible de parcourir le dossier {tmp_path / 'b'} : accès refusé."
    ]


@posix
def test_links_in_a_circle_have_an_end_and_linked_folders_are_found_once(tmp_path: Path) -> None:
    inside, outside = tmp_path / "dossier", tmp_path / "ailleurs"
    inside.mkdir()
    outside.mkdir()
    (outside / "loin.txt").write_text("Loin.")
    (inside / "ici.txt").write_text("Ici.")
    (inside / "cercle").symlink_to(inside, target_is_directory=True)
    (inside / "la").symlink_to(outside, target_is_directory=True)
    (inside / "la-aussi").symlink_to(outside, target_is_directory=True)
    (inside / "moi.txt").symlink_to("moi.txt")

    found = find_files(inside)
    assert found.files == tuple(str(inside / name) for name in ("ici.txt", "moi.txt", "la/loin.txt"))
    with pytest.raises(UnreadableInputError, match=r"moi\.txt"):
        open_path(inside / "moi.txt")


@posix
def test_what_is_no_file_is_told_and_never_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "tube.txt")
    monkeypatch.chdir(tmp_path)  # the whole path may be too long for a socket
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("prise.txt")
        assert len(find_files(tmp_path).files) == 2
        for name in ("tube.txt", "prise.txt"):
            with pytest.raises(UnreadableInputError) as told:
                open_path(tmp_path / name)
            assert told.value.key == "file_special"
    for device in ("/dev/zero", "/dev/null"):
        with pytest.raises(UnreadableInputError) as told:
            open_path(device)
        assert told.value.key == "file_special"
