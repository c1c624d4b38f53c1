"""``reader import`` and ``reader library``, with an analysis that finds Ada Brun wherever she is named."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reader import cli
from reader.core.errors import AnalysisUnavailableError
from reader.core.records import Annotations
from reader.library.paths import find_paths
from reader.library.settings import Settings, save_settings
from reader.library.store import open_library
from reader.service.analysis import AnalysisService
from reader.service.pasting import keep_pasted
from reader.service.shelf import Shelf
from tests.cli.rights import without_rights
from tests.formats import sample
from tests.library.samples import found_in


@pytest.fixture(autouse=True)
def _analysis(monkeypatch):
    def annotate(_self, article, _listener=None):
        people = [("PER", name) for name in ("Ada Brun", "Paul Costa") if name in article.text]
        places = [("LOC", "Vesna")] if "Vesna" in article.text else []
        return found_in(article, *people, *places)

    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setattr(AnalysisService, "annotate", annotate)
    monkeypatch.setattr(AnalysisService, "pipeline", lambda _self, _language: "p1")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text("Le pont de Vesna ferme. Ada Brun le dit.", encoding="utf-8")
    (made / "b.md").write_text("# La gare ouvre\n\nAda Brun et Paul Costa attendent l’été.", encoding="utf-8")
    (made / "c.txt").write_text("Rien de neuf au port.", encoding="utf-8")
    return made


@pytest.fixture
def profile(tmp_path):
    return tmp_path / "profile"


@pytest.fixture
def run(profile, capsys):
    def execute(*words):
        code = cli.run([*map(str, words), "--profile", str(profile)])
        out, err = capsys.readouterr()
        return code, out, err

    return execute


@pytest.fixture
def filled(run, folder):
    assert run("import", folder)[0] == 0
    return run


def titles(out):
    return [row["metadata"]["title"] or row["source"][-5:] for row in json.loads(out)]


def test_importing_prints_a_line_for_each_article(run, folder, profile):
    code, out, err = run("import", folder, folder / "a.txt")

    lines = [line.split("\t") for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [(state, Path(path).name) for _, state, path in lines] == [
        ("new", "a.txt"),
        ("new", "b.md"),
        ("new", "c.txt"),
        ("known", "a.txt"),
    ]
    with open_library(find_paths(profile).library_file) as library:
        assert library.ids() == tuple(line[0] for line in lines[:3])
        assert library.annotations(lines[0][0], "p1").entities[0].name == "Ada Brun"
        assert library.original(lines[0][0]) is None


def test_a_broken_file_does_not_stop_the_rest(run, folder):
    (folder / "b.docx").write_bytes(b"PK\x03\x04 broken")
    code, out, err = run("import", folder, "/nulle/part.txt", folder / "leer")

    assert code == 1
    assert len(out.splitlines()) == 3
    assert "b.docx" in err
    assert "part.txt : ce fichier n’existe pas" in err
    assert len(err.splitlines()) == 3


def test_an_empty_folder_is_told(run, tmp_path):
    (tmp_path / "vide").mkdir()

    code, out, err = run("import", tmp_path / "vide")
    assert (code, out) == (1, "")
    assert "aucun article" in err


def test_importing_without_analysis(run, folder, profile):
    assert run("import", folder, "--no-analysis")[0] == 0

    with open_library(find_paths(profile).library_file) as library:
        assert library.count() == 3
        assert library.entities() == ()


@pytest.mark.parametrize("by_setting", [True, False])
def test_importing_the_files_themselves(run, folder, profile, by_setting):
    save_settings(find_paths(profile).settings_file, Settings(keep_originals=by_setting))
    run("import", folder / "c.txt", *([] if by_setting else ["--originals"]))

    with open_library(find_paths(profile).library_file) as library:
        assert library.original(library.ids()[0]) == b"Rien de neuf au port."


def test_without_models_the_texts_are_kept_and_the_exit_code_tells(run, folder, monkeypatch):
    def unavailable(_self, _article, _listener=None):
        raise AnalysisUnavailableError("model_missing", reason="fr_core_news_md")

    monkeypatch.setattr(AnalysisService, "annotate", unavailable)
    code, out, err = run("import", folder)
    assert (code, len(out.splitlines()), err.count("fr_core_news_md")) == (1, 3, 3)


def test_makeshift_analyses_are_told(run, folder, monkeypatch):
    monkeypatch.setattr(
        AnalysisService,
        "annotate",
        lambda _s, a, _l=None: Annotations(a.id, "p1", notices=("names_fallback",)),
    )
    code, _, err = run("import", folder / "a.txt")
    assert code == 0
    assert "modèle plus simple" in err


def test_progress_goes_to_a_terminal_only(run, folder, monkeypatch):
    assert run("import", folder)[2] == ""

    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert "2/3" in run("import", folder)[2]


def test_the_list_has_the_documents_names(filled, folder):
    code, out, _ = filled("library", "list", "--sort", "title")

    rows = json.loads(out)
    assert code == 0
    assert [row["metadata"]["title"] for row in rows][1] == "Le pont de Vesna ferme"
    first = rows[0]
    assert first["source"] == str(folder / "b.md")
    assert (first["language"], first["people"]) == ("fr", ["Ada Brun", "Paul Costa"])
    assert first["metadata"] == {"title": "La gare ouvre", "date": None, "byline": None, "publisher": None}
    assert first["library"].pop("added").endswith("+00:00")
    assert first["library"] == {
        "opened": None,
        "state": "unread",
        "starred": False,
        "place": 0,
        "tags": [],
        "notes": "",
    }
    assert "snippet" not in first


def test_lines_instead_of_a_list(filled):
    out = filled("library", "list", "--format", "jsonl", "--limit", "2")[1]

    assert len([json.loads(line) for line in out.splitlines()]) == 2


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (["--person", "ada brun"], ["La gare ouvre", "Le pont de Vesna ferme"]),
        (["--person", "Brun"], ["La gare ouvre", "Le pont de Vesna ferme"]),
        (["--person", "Ada Brun", "--person", "Costa"], ["La gare ouvre"]),
        (["--person", "Ada Brun", "--place", "VESNA"], ["Le pont de Vesna ferme"]),
        (["--tag", "Port"], ["Rien de neuf au port"]),
        (["--starred"], ["Rien de neuf au port"]),
        (["--state", "read"], ["Le pont de Vesna ferme"]),
        (["--state", "reading"], []),
    ],
)
def test_filters(filled, profile, filters, wanted):
    from reader.core.kept import ReadState

    with open_library(find_paths(profile).library_file) as library:
        first, _, third = library.ids()
        library.add_tag([third], "Port")
        library.set_starred([third], True)
        library.set_state([first], ReadState.READ)

    assert titles(filled("library", "list", *filters)[1]) == wanted


def test_somebody_whom_nothing_names(filled):
    code, out, err = filled("library", "list", "--organisation", "Vesna")

    assert (code, json.loads(out)) == (0, [])
    assert "ne nomme" in err


def test_search_shows_the_words(filled):
    code, out, _ = filled("library", "search", "l'ete")

    (row,) = json.loads(out)
    assert code == 0
    assert [row["snippet"][hit["start"] : hit["end"]] for hit in row["hits"]] == ["été"]
    assert json.loads(filled("library", "search", "pont", "--person", "Costa")[1]) == []
    assert json.loads(filled("library", "search", '"(*')[1]) == []


def test_exporting_one_to_standard_output(filled, folder):
    id_ = json.loads(filled("library", "search", "gare")[1])[0]["id"]
    code, out, _ = filled("library", "export", id_[:10])

    document = json.loads(out)
    assert code == 0
    assert (document["schema"], document["source"], document["pipeline"]) == (1, str(folder / "b.md"), "p1")
    assert document["metadata"]["title"] == "La gare ouvre"
    assert [entity["name"] for entity in document["entities"]] == ["Ada Brun", "Paul Costa"]
    assert document["library"]["state"] == "unread"


def test_exporting_all_into_a_file_and_into_a_folder(filled, tmp_path):
    assert filled("library", "export", "--all", "-o", tmp_path / "all.jsonl")[0] == 0
    documents = [
        json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len(documents) == 3

    assert filled("library", "export", "--all", "-o", f"{tmp_path}/neu/")[:2] == (0, "")
    files = sorted((tmp_path / "neu").iterdir())
    assert [file.name[:-14] for file in files] == ["a", "c", "la-gare-ouvre"]
    written = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    assert sorted(written, key=lambda each: each["id"]) == sorted(documents, key=lambda each: each["id"])
    assert files[2].name == f"la-gare-ouvre-{written[2]['id'][:8]}.json"
    assert filled("library", "export", "--all")[1].count("\n") == 3


def test_an_id_that_is_none_or_several(filled, profile):
    with open_library(find_paths(profile).library_file) as library:
        one = library.ids()[0]
    code, out, err = filled("library", "export", "zz", one)

    assert code == 1
    assert json.loads(out)["id"] == one
    assert "«\u00a0zz\u00a0»" in err
    assert filled("library", "export", "")[0] == 1


def test_an_output_that_cannot_be_written(filled, tmp_path):
    (tmp_path / "file").write_text("x")

    code, _, err = filled("library", "export", "--all", "-o", tmp_path / "file" / "all.jsonl")
    assert code == 1
    assert "ne peut pas être écrit" in err


def test_a_library_that_cannot_be_used_is_a_sentence(run, profile, folder):
    profile.write_text("x")

    code, out, err = run("import", folder)
    assert (code, out) == (1, "")
    assert "une partie du chemin est un fichier" in err


@pytest.mark.parametrize(
    "words",
    [
        ["import"],
        ["library"],
        ["library", "list", "--sort", "relevance"],
        ["library", "list", "--limit", "-3"],
        ["library", "list", "--limit", "many"],
        ["library", "search"],
        ["library", "export"],
        ["library", "export", "a", "--all"],
    ],
)
def test_wrong_usage_is_exit_code_2(words):
    with pytest.raises(SystemExit) as stopped:
        cli.run(words)
    assert stopped.value.code == 2


@pytest.mark.parametrize("words", [["library", "list"], ["library", "search"], ["library", "export"]])
def test_the_help_tells_the_fields(words, capsys):
    with pytest.raises(SystemExit):
        cli.run([*words, "--help"])
    out = capsys.readouterr().out
    assert all(field in out for field in ("source", "metadata", "state", "notes"))


def test_a_damaged_library_is_told_and_what_is_left_is_listed(run, profile):
    file = find_paths(profile).library_file
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xa5" * 5000)
    code, out, err = run("library", "list")

    assert (code, json.loads(out)) == (1, [])
    assert "La bibliothèque était abîmée" in err
    assert run("library", "list")[::2] == (0, "")


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes there")
def test_a_name_that_is_no_text_is_kept_listed_and_exported(run, folder, tmp_path):
    (folder / os.fsdecode(b"mal\xff.txt")).write_text("Ada Brun passe le pont.", encoding="utf-8")
    code, out, err = run("import", folder)
    assert (code, err, out.count("\n")) == (0, "", 4)

    target = tmp_path / "all.jsonl"
    assert run("library", "export", "--all", "-o", target)[0] == 0
    sources = [json.loads(line)["source"] for line in target.read_text(encoding="utf-8").splitlines()]
    assert str(folder / "mal\ufffd.txt") in sources
    assert run("library", "list", "--person", os.fsdecode(b"\xff"))[0] == 0
    assert run("library", "search", os.fsdecode(b"\xff"))[0] == 0


def test_an_export_that_fails_leaves_the_older_one(filled, tmp_path):
    target = tmp_path / "one.json"
    target.write_text("older")

    assert filled("library", "export", "zz", "-o", target)[0] == 1
    assert target.read_text() == "older"
    assert [file.name for file in tmp_path.iterdir() if file.name.endswith(".part")] == []


@pytest.mark.parametrize("typed", ["", " ", "🙂"])
def test_a_search_without_a_word_finds_nothing(filled, typed):
    assert filled("library", "search", typed)[:2] == (0, "[]\n")


@pytest.mark.parametrize("joined", [True, False])
def test_the_profile_may_come_before_the_command(filled, profile, capsys, joined):
    before = [f"--profile={profile}"] if joined else ["--profile", str(profile)]

    assert cli.run([*before, "library", "list", "--limit", "1"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
def test_a_profile_that_cannot_be_written_is_listed_and_searched(filled, profile, folder, tmp_path):
    file = find_paths(profile).library_file
    file.chmod(0o444)
    above = (tmp_path, *tmp_path.parents[:2])
    for each in (file.parent, profile, *above):
        each.chmod(0o555)
    try:
        with without_rights():
            listed = filled("library", "list")
            found = filled("library", "search", "gare")
            exported = filled("library", "export", "--all")
            refused = filled("import", folder, "--no-analysis")
    finally:
        for each in (*above, profile, file.parent):
            each.chmod(0o700)

    assert (listed[0], len(json.loads(listed[1])), listed[2]) == (0, 3, "")
    assert titles(found[1]) == ["La gare ouvre"]
    assert exported[1].count("\n") == 3
    assert (refused[0], "lecture seule" in refused[2]) == (1, True)


@pytest.mark.parametrize("words", [["-neuf"], ["-neuf", "--limit", "3"], ["--state", "unread", "-neuf"]])
def test_a_search_may_begin_with_a_hyphen(filled, words):
    """It was taken for an option."""
    code, out, err = filled("library", "search", *words)
    assert (code, len(json.loads(out)), err) == (0, 1, "")


def test_a_search_behind_two_hyphens_is_one_too(filled, profile, capsys):
    assert cli.run(["library", "search", "--profile", str(profile), "--", "-neuf"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_help_and_wrong_options_of_a_search_stay_what_they_are(filled):
    for words, code in ((["-h"], 0), (["--colour", "x"], 2)):
        with pytest.raises(SystemExit) as ended:
            filled("library", "search", *words)
        assert ended.value.code == code


def test_a_search_of_signs_alone_says_so(filled):
    code, out, err = filled("library", "search", "*%")
    assert (code, out) == (0, "[]\n")
    assert "aucun mot à chercher dans" in err


def test_hits_of_a_title_are_told(filled):
    (row,) = json.loads(filled("library", "search", "gares")[1])
    title = row["metadata"]["title"]
    assert [title[hit["start"] : hit["end"]] for hit in row["title_hits"]] == ["gare"]


def test_a_changed_file_is_imported_as_the_same_row(folder, run):
    path = folder / "a.txt"
    run("import", path)
    (before,) = json.loads(run("library", "list")[1])
    path.write_text("Le pont de Vesna rouvre. " + path.read_text(encoding="utf-8"), encoding="utf-8")
    code, out, _ = run("import", path)

    assert (code, out.split("\t")[1]) == (0, "known")
    (row,) = json.loads(run("library", "list")[1])
    assert (row["id"] != before["id"], row["library"]["added"]) == (True, before["library"]["added"])
    assert json.loads(run("library", "export", before["id"][:8])[1])["id"] == row["id"]


def test_a_book_is_one_row_and_its_chapters_can_be_exported(profile, tmp_path, run, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    book = tmp_path / "livre.epub"
    book.write_bytes(
        sample.epub_book([f"<h1>Un</h1><p>{'Le pont ferme. ' * 90}</p>", "<h1>Deux</h1><p>Le gué.</p>"])
    )
    assert run("import", f"{book}#1", f"{book}#2")[0] == 0

    (row,) = json.loads(run("library", "list")[1])
    assert row["book"] == {"chapter": 2, "chapters": 2, "chapter_title": row["book"]["chapter_title"]}
    assert row["metadata"]["title"] == sample.LINES[0][1]
    (found,) = json.loads(run("library", "search", "ferme")[1])
    assert found["book"]["chapter"] == 1
    assert len(run("library", "export", row["id"], "--chapters")[1].splitlines()) == 2
    assert json.loads(run("library", "export", row["id"])[1])["book"]["chapter"] == 2


def test_a_pasted_text_has_a_readable_source(profile, run):
    paths = find_paths(profile)
    with closing(Shelf(paths.library_file)) as shelf:
        article = keep_pasted("Le pont ferme. Anne le dit.", paths.pasted)
        shelf.keep(article)

    (row,) = json.loads(run("library", "list")[1])
    document = json.loads(run("library", "export", row["id"])[1])
    assert row["source"] == document["source"]
    assert row["source"].startswith("Texte collé, ")
    assert row["metadata"]["title"] == "Le pont ferme"


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
@pytest.mark.parametrize(
    "statement", ["UPDATE article SET state = 'zzz'", "UPDATE content SET record = x'00'"]
)
def test_a_damaged_library_in_a_read_only_folder_is_shown_with_a_word(filled, profile, tmp_path, statement):
    file = find_paths(profile).library_file
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(statement)
    file.chmod(0o444)
    before = file.read_bytes()
    above = (tmp_path, *tmp_path.parents[:2])
    for each in (file.parent, profile, *above):
        each.chmod(0o555)
    try:
        with without_rights():
            listed = filled("library", "list")
            exported = filled("library", "export", "--all")
    finally:
        for each in (*above, profile, file.parent):
            each.chmod(0o700)

    assert len(json.loads(listed[1])) == 3
    assert exported[1].count("\n") == 3
    assert "ne peut pas être réparée" in exported[2]
    assert exported[0] == 1
    assert (listed[0] == 1) == ("zzz" in statement)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["library.sqlite"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE article SET state = 'zzz'",
        "UPDATE article SET title = CAST(x'ff' AS TEXT)",
        "UPDATE content SET record = x'00'",
        "UPDATE article SET added = 1e300",
        "DROP TABLE article_tag",
    ],
)
@pytest.mark.parametrize("words", [("list",), ("search", "gare"), ("export", "--all")])
def test_a_damaged_library_is_repaired_by_whatever_command_finds_it(filled, profile, statement, words):
    file = find_paths(profile).library_file
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(statement)

    code, out, err = filled("library", *words)
    assert out.count('"metadata"') == (1 if words[0] == "search" else 3)
    assert (code == 1) == ("a été réparée" in err)
    assert filled("library", "export", "--all")[1].count("\n") == 3
    assert filled("library", "list")[::2] == (0, "")
