import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import UnreadableInputError
from reader.core.records import Article, BlockKind
from reader.formats import html_page, plain_text
from reader.formats.paragraphs import MAX_BLOCK, MAX_PARAGRAPHS
from reader.formats.plain_text import from_text, read
from tests.formats import sample


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, article.text[b.span.start : b.span.end]) for b in article.blocks]


def test_founding_article_furniture_is_told_apart(founding_article: Path) -> None:
    article = read(founding_article.read_bytes(), str(founding_article))

    found = kinds(article)
    assert found[0] == ("date", "date 2023-09")
    assert article.metadata.date == "2023-09"
    assert found[1][0] == "title"
    assert [text for kind, text in found if kind == "noise"] == ["Image:"] * 6
    assert [text for kind, text in found if kind == "credit"] == ["Photo : AP"] * 5
    assert len([text for kind, text in found if kind == "caption"]) == 6
    assert not any("\n" in text for _, text in found)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Moscou, 3 octobre 2023", "2023-10-03"),
        ("PARIS, 3 oct. 2023 (AFP) -", "2023-10-03"),
        ("PARIS 1er févr. 2024 (Reuters) –", "2024-02-01"),
        ("Saint-Denis de la Réunion, le mardi 7 mars 2023", "2023-03-07"),
        ("Lyon (France), le 9 juil. 2021", "2021-07-09"),
        ("L’Haÿ-les-Roses, 12 août 2022.", "2022-08-12"),
        ("New York, October 3, 2023", "2023-10-03"),
        ("Washington, D.C., Sept. 14, 2022", "2022-09-14"),
        ("LONDON, Tuesday 4 May 2021", "2021-05-04"),
        ("3 October 2023", "2023-10-03"),
    ],
)
def test_a_line_of_a_place_and_a_date_is_a_date(line: str, date: str) -> None:
    """It became a heading, and the day stayed unknown."""
    body = "Le pont a été fermé mardi matin après la découverte d’une fissure dans son pilier."
    text = f"Le pont ferme\n\n{line}\n\n{body}\n"

    article = from_text(text)

    assert kinds(article) == [("title", "Le pont ferme"), ("date", line), ("paragraph", body)]
    assert article.metadata.date == date
    assert article.text == text


@pytest.mark.parametrize(
    "line",
    [
        "Les attentats du 13 novembre 2015",
        "Après le 7 octobre 2023",
        "Nice, deux ans après",
        "La France en 2023",
        "Réunis à Paris, le 3 octobre 2023",
    ],
)
def test_a_heading_that_speaks_of_a_day_stays_one(line: str) -> None:
    body = "Le pont a été fermé mardi matin après la découverte d’une fissure dans son pilier."

    article = from_text(f"Le pont ferme\n\n{body}\n\n{line}\n\n{body}\n")

    assert kinds(article)[2] == ("heading", line)


def test_text_is_the_files_text_character_for_character(founding_article: Path) -> None:
    article = read(founding_article.read_bytes(), "x")

    assert article.text == founding_article.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Publié le 12 mars 2021 à 10h32", "date"),
        ("12 mars 2021", "date"),
        ("Par Jeanne Morvan", "byline"),
        ("À lire aussi : Les ponts de la Loire rouvrent", "related"),
        ("© Agence de la Loire", "credit"),
        ("Crédit photo : Agence de la Loire", "credit"),
        ("Le pont, vu du quai sud. © Agence de la Loire", "caption"),
        ("Le pont, vu du quai sud. (Photo : Jeanne Morvan)", "caption"),
        ("• un premier point", "list_item"),
        ("Publicité", "noise"),
        ("https://example.org/pont", "noise"),
        ("Un pont trop court", "heading"),
        ("Le pont a fermé hier.", "paragraph"),
        ("– Nous irons demain.", "paragraph"),
        ("« Un pont trop court »", "paragraph"),
    ],
)
def test_lines_of_a_news_page(line: str, kind: str) -> None:
    body = "Le pont de la ville a été fermé hier après-midi par le préfet, qui craint une crue du fleuve."
    article = from_text(f"Le pont ferme\n\n{body}\n\n{line}\n\n{body}\n")

    assert kinds(article)[2][0] == kind


def test_first_line_without_full_stop_is_the_title() -> None:
    article = from_text("Le pont ferme\nLe pont de la ville a été fermé hier.\nLe préfet craint une crue.")

    assert article.metadata.title == "Le pont ferme"
    assert kinds(article)[1] == ("paragraph", "Le pont de la ville a été fermé hier.")


def test_declared_fields_are_metadata() -> None:
    article = from_text(
        "Titre : Le pont ferme\nAuteur : Jeanne Morvan\nDate : 2021-03-12\n\nLe pont a fermé."
    )

    meta = article.metadata
    assert (meta.title, meta.byline, meta.date) == ("Le pont ferme", "Jeanne Morvan", "2021-03-12")


def test_lines_wrapped_at_a_fixed_width_are_one_paragraph() -> None:
    wrapped = (
        "Le pont de la ville a été fermé hier après-midi par le préfet, qui\n"
        "craint une crue du fleuve dans les prochains jours et demande aux\n"
        "habitants de passer par le quai sud, où la circulation reste bien\n"
        "assurée par les services de la ville.\n"
    )
    article = from_text(f"{wrapped}\n{wrapped}")

    assert [kind for kind, _ in kinds(article)] == ["paragraph", "paragraph"]


def test_an_endless_line_is_cut_at_blanks_and_nothing_is_lost() -> None:
    article = from_text("Le pont ferme. " * 20_000)

    assert all(len(block.span) <= MAX_BLOCK for block in article.blocks)
    joined = " ".join(article.text[b.span.start : b.span.end] for b in article.blocks)
    assert joined == article.text.strip()


def test_blank_text_has_its_sentence() -> None:
    with pytest.raises(UnreadableInputError, match="empty"):
        read(b" \n\t\n", "vide.txt")


@given(st.text(max_size=400))
def test_blocks_never_overlap_and_leave_out_only_blanks(text: str) -> None:
    try:
        article = from_text(text)
    except UnreadableInputError:
        assert not text.strip()
        return
    position = 0
    for block in article.blocks:
        assert position <= block.span.start < block.span.end <= len(text)
        assert not text[position : block.span.start].strip()
        position = block.span.end
    assert not text[position:].strip()
    assert any(block.kind in BlockKind for block in article.blocks)


def test_long_lines_of_blanks_cost_no_more_than_their_length() -> None:
    """Each was searched from every one of its blanks: four seconds for a megabyte."""
    begun = time.process_time()
    article = from_text(("Le pont ferme.\n" + " " * 5_000 + "\n") * 200)

    assert time.process_time() - begun < 0.5
    assert [len(block.span) for block in article.blocks] == [14] * 200


def test_more_paragraphs_than_a_page_can_hold_are_gathered() -> None:
    """Each was a block: three million short lines took two gigabytes."""
    count = MAX_PARAGRAPHS + 5_000
    lines = plain_text.read(b"Le pont.\n" * count, "a.txt")
    wrapped = plain_text.read((("mot " * 15 + "\n") * 3 + "\n").encode() * count, "b.txt")

    for article in (lines, wrapped):
        assert len(article.blocks) < count / 4
        assert article.text.count("\n") >= count
        shown = "".join(article.text[block.span.start : block.span.end] for block in article.blocks)
        assert "".join(shown.split()) == "".join(article.text.split())
    assert all(article.text[block.span.start : block.span.end].strip() for block in lines.blocks)


def test_a_page_of_too_many_paragraphs_keeps_its_headings_pictures_and_links() -> None:
    body = "<p>a <a href='https://example.org/'>b</a></p>" * (MAX_PARAGRAPHS + 1_000)
    page = f"<h1>Titre</h1>{body}<img src='{sample.INSIDE}'><p>Fin du texte</p>"
    article = html_page.from_fragment(page)

    assert len(article.blocks) < 1_000
    (picture,) = article.pictures
    assert picture.offset in {block.span.start for block in article.blocks}
    assert all(article.text[link.span.start : link.span.end] == "b" for link in article.links)
