"""The command line as the contract says it, with an analysis that finds nothing."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader import cli
from reader.core.errors import AnalysisUnavailableError
from reader.core.records import Annotations, Article
from reader.service.analysis import AnalysisService
from tests.cli.rights import without_rights
from tests.formats import sample


@pytest.fixture(autouse=True)
def _no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setattr(
        AnalysisService, "annotate", lambda _self, article, _listener=None: Annotations(article.id, "p")
    )


@pytest.fixture
def articles(tmp_path: Path) -> list[str]:
    for name in ("un", "deux"):
        (tmp_path / f"{name}.txt").write_text(f"L’article {name}.", encoding="utf-8")
    return [str(tmp_path / "un.txt"), str(tmp_path / "deux.txt")]


def test_json_prints_one_document(articles: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["analyze", articles[0], "--format", "json"]) == 0

    document = json.loads(capsys.readouterr().out)
    assert document["source"] == articles[0]
    assert document["text"] == "L’article un."


def test_jsonl_prints_a_line_each_in_order(articles: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["analyze", *articles, "--format", "jsonl"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["source"] for line in lines] == articles


def test_one_bad_file_among_good_ones(articles: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["analyze", articles[0], "/nulle/part.txt", articles[1], "--format", "jsonl"]) == 1

    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert err == "reader: /nulle/part.txt : ce fichier n’existe pas.\n"


def test_a_folder_stands_for_the_articles_in_it(
    articles: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(articles[0]).parent
    (folder / "trois.md").write_text("# L’article trois", encoding="utf-8")

    assert cli.run(["analyze", str(folder), "--format", "jsonl"]) == 0
    documents = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [Path(document["source"]).name for document in documents] == ["deux.txt", "trois.md", "un.txt"]
    assert documents[1]["metadata"]["title"] == "L’article trois"


def test_a_folder_of_several_needs_jsonl(articles: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.run(["analyze", str(Path(articles[0]).parent)])

    assert stopped.value.code == 2


def test_the_language_is_told_from_the_words_unless_one_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = '<html lang="fr"><body><p>The bridge was closed on Tuesday because of the flood.</p></body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Le pont ferme.", encoding="utf-8")

    cli.run(["analyze", str(tmp_path), "--format", "jsonl"])
    cli.run(["analyze", str(tmp_path), "--format", "jsonl", "--language", "de"])
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["language"] for line in lines] == ["en", "fr", "de", "de"]


@pytest.mark.parametrize("language", ["../../x", "français", "f", ""])
def test_what_is_no_language_is_wrong_usage(
    language: str, articles: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.run(["analyze", articles[0], "--language", language])

    assert stopped.value.code == 2
    assert "n’est pas un code de langue" in capsys.readouterr().err


def test_the_notice_names_the_language_in_the_readers_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        AnalysisService,
        "annotate",
        lambda _s, a, _l=None: Annotations(a.id, "p", notices=("language_unsupported",)),
    )
    file = tmp_path / "a.txt"
    file.write_text("The bridge was closed on Tuesday because of the flood.", encoding="utf-8")

    assert cli.run(["analyze", str(file)]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["notices"] == ["language_unsupported"]
    assert err.startswith("reader: Cet article est en anglais.")


def test_pictures_and_links_are_told_without_the_pictures_bytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pont.html").write_bytes(sample.html())

    assert cli.run(["analyze", str(tmp_path / "pont.html")]) == 0
    document = json.loads(capsys.readouterr().out)
    place = document["text"].index("Le pont de Pirmil, vu")
    assert document["pictures"] == [
        {
            "start": place,
            "type": "image/png",
            "alt": sample.ALT,
            "width": 320,
            "height": 180,
            "size": len(sample.PICTURE),
        }
    ]
    assert [link["url"] for link in document["links"]] == [url for _, url in sample.LINKS]


def test_sentences_are_english_for_an_english_locale(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    cli.run(["analyze", "/nulle/part.txt"])

    assert capsys.readouterr().err == "reader: /nulle/part.txt: there is no such file.\n"


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Un été.".encode())))

    assert cli.run(["analyze", "-"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["source"], document["text"]) == ("-", "Un été.")


def test_output_goes_to_a_file(
    articles: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["analyze", articles[0], "-o", str(tmp_path / "out.json")]) == 0

    assert capsys.readouterr().out == ""
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["schema"] == 1


def test_an_output_that_cannot_be_written(
    articles: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["analyze", articles[0], "-o", str(tmp_path / "no" / "out.json")]) == 1

    assert "ne peut pas être écrit" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["analyze"],
        ["analyze", "a", "--format", "xml"],
        ["analyze", "a", "b", "--format", "json"],
        ["screenshot", "a"],
        ["screenshot", "a", "-o", "b.png", "--theme", "pink"],
    ],
)
def test_wrong_usage_is_exit_code_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.run(words)

    assert stopped.value.code == 2


def test_no_display_is_a_sentence_that_names_the_way_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")

    assert cli.run(["seeds/kim-poutine.txt"]) == 1
    assert "reader screenshot" in capsys.readouterr().err


@pytest.mark.parametrize("size", ["large", "99x99", "400", "9000x400"])
def test_a_size_that_is_none_is_wrong_usage(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.run(["screenshot", "a", "-o", "b.png", "--size", size])

    assert stopped.value.code == 2
    assert "n’est pas une taille comme 1400x900" in capsys.readouterr().err


def test_without_models_the_text_is_printed_and_the_exit_code_tells(
    monkeypatch: pytest.MonkeyPatch, articles: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    def unavailable(_self: AnalysisService, _article: Article, _listener: object = None) -> Annotations:
        raise AnalysisUnavailableError("model_missing", reason="fr_core_news_md")

    monkeypatch.setattr(AnalysisService, "annotate", unavailable)

    assert cli.run(["analyze", articles[0]]) == 1
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert document["text"] == "L’article un."
    assert document["notices"] == ["model_missing"]
    assert "fr_core_news_md" in err


@pytest.mark.parametrize("words", [["--help"], ["analyze", "--help"], ["--version"]])
def test_help_and_version(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.run(words)

    assert stopped.value.code == 0
    assert "reader" in capsys.readouterr().out


def test_files_of_one_name_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [str(tmp_path / folder / "un.txt") for folder in ("a", "b")]

    assert cli.run(["analyze", *names, "--format", "jsonl"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [name in line for name, line in zip(names, lines, strict=True)] == [True, True]


def test_an_output_is_replaced_only_by_a_result(
    articles: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep = tmp_path / "keep.json"
    keep.write_text("older")
    keep.chmod(0o640)

    assert cli.run(["analyze", "/nulle/part.txt", "-o", str(keep)]) == 1
    assert keep.read_text() == "older"
    assert cli.run(["analyze", "/nulle/part.txt", articles[0], "--format", "jsonl", "-o", str(keep)]) == 1
    assert json.loads(keep.read_text(encoding="utf-8"))["source"] == articles[0]
    assert keep.stat().st_mode & 0o777 == 0o640
    assert sorted(file.name for file in tmp_path.iterdir()) == ["deux.txt", "keep.json", "un.txt"]


def test_an_output_that_is_a_folder(
    articles: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["analyze", articles[0], "-o", str(tmp_path)]) == 1
    assert "c’est un dossier" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes there")
def test_a_name_that_is_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = str(tmp_path / os.fsdecode(b"mal\xff.txt"))
    assert cli.run(["analyze", name]) == 1
    assert "mal\ufffd.txt" in capsys.readouterr().err

    Path(name).write_text("Le pont.", encoding="utf-8")
    assert cli.run(["analyze", name]) == 0
    assert json.loads(capsys.readouterr().out)["source"] == name.replace("\udcff", "\ufffd")


def test_a_name_that_is_too_long(articles: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["analyze", "x" * 300, articles[0], "--format", "jsonl"]) == 1

    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "le nom est trop long" in err


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names there")
def test_a_pipe_is_not_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "tube.txt")

    assert cli.run(["analyze", str(tmp_path / "tube.txt")]) == 1
    assert "un tube" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
@pytest.mark.parametrize(("name", "mode"), [("un.txt", 0o000), ("", 0o311)])
def test_a_folder_that_may_not_be_entered(
    tmp_path: Path, name: str, mode: int, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(["analyze", "/nulle/part.txt"])  # what it needs is loaded before rights are given up
    capsys.readouterr()
    closed = tmp_path / "clos"
    closed.mkdir()
    (closed / "un.txt").write_text("Le pont.", encoding="utf-8")
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    closed.chmod(mode)
    with without_rights():
        code = cli.run(["analyze", str(closed / name)])
    for folder in (closed, tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o700)

    assert code == 1
    assert capsys.readouterr().err == f"reader: {closed / name} ne peut pas être lu : accès refusé.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
@pytest.mark.parametrize("command", [["analyze", "--format", "jsonl"], ["import", "--no-analysis"]])
def test_a_closed_folder_inside_one_is_told_and_the_others_are_done(
    tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was skipped without a word."""
    for name in ("a", "clos", "z"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "un.txt").write_text(f"Le pont {name}.", encoding="utf-8")
    scan = os.scandir

    def refused(place: str) -> object:
        if str(place).endswith("clos"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scan(place)

    monkeypatch.setattr("reader.service.folders.os.scandir", refused)
    profile = [] if command[0] == "analyze" else ["--profile", str(tmp_path / "profil")]

    assert cli.run([*command, str(tmp_path), *profile]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert err == f"reader: Impossible de parcourir le dossier {tmp_path / 'clos'} : accès refusé.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is there")
def test_an_output_that_is_a_device(articles: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["analyze", articles[0], "-o", "/dev/null"]) == 0
    assert cli.run(["analyze", articles[0], "-o", "/dev/full"]) == 1
    assert capsys.readouterr().err == "reader: /dev/full ne peut pas être écrit : le disque est plein.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is there")
@pytest.mark.parametrize("words", [["library", "list"], ["import"]])
def test_a_full_disk_is_a_sentence(words: list[str], articles: list[str], tmp_path: Path) -> None:
    more = [articles[0], "--no-analysis"] if words == ["import"] else []
    command = [sys.executable, "-m", "reader", *words, *more, "--profile", str(tmp_path / "profile")]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=_environment())

    assert done.returncode == 1
    assert done.stderr == "reader: Le résultat ne peut pas être écrit\u00a0: le disque est plein.\n"


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
