"""Pages as papers make them: what is the article, what stands around it."""

from __future__ import annotations

import pytest

from reader.core.errors import UnreadableInputError
from reader.core.records import Article
from reader.formats.html_page import from_fragment, read

TITLE = "Le pont de Pirmil fermé"
FIRST = "Le pont de Pirmil a été fermé mardi matin par la préfète, qui craint une crue de la Loire, dans trois jours."
SECOND = (
    "« Nous ne prendrons aucun risque », a déclaré Claire Vasseur devant la presse, après une longue réunion."
)
THIRD = "Les habitants, eux, s’interrogent : faut-il partir, ou attendre que le fleuve redescende, comme en 1910 ?"
HEAD = f'<head><meta charset="utf-8"><title>{TITLE} | Ouest Matin</title></head>'


def shown(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, article.text[b.span.start : b.span.end]) for b in article.blocks]


def page(body: str, head: str = HEAD) -> list[tuple[str, str]]:
    return shown(read(f"<!DOCTYPE html><html>{head}<body>{body}</body></html>".encode(), "page.html"))


def fragment(body: str) -> list[tuple[str, str]]:
    return shown(from_fragment(body))


BODY = [("title", TITLE), ("paragraph", FIRST), ("paragraph", SECOND), ("paragraph", THIRD)]
PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


@pytest.mark.parametrize(
    "furniture",
    [
        '<div class="share-tools"><p>Partager cet article avec vos amis et vos voisins</p></div>',
        '<div id="newsletter"><p>Recevez chaque matin l’essentiel de l’actualité de votre région.</p></div>',
        "<aside><p>Le maire d’Angers démissionne, après une enquête de six mois, et une grève.</p></aside>",
        '<div class="relatedArticles"><p>Le maire d’Angers démissionne, après une enquête.</p></div>',
        '<div style="display: none"><p>Un texte caché, que personne ne doit lire, ni entendre.</p></div>',
        "<form><button>S’abonner</button><select><option>Un</option></select></form>",
        "<noscript><p>Activez JavaScript, s’il vous plaît, pour lire cet article.</p></noscript>",
        "<iframe src='https://example.org'>Une publicité pour des bottes, pas chères</iframe>",
        "<script>var texte = '<p>Un script, qui parle, beaucoup, de rien.</p>'</script>",
        "<!-- <p>Une remarque de la rédaction, qui ne paraît pas, jamais.</p> -->",
    ],
)
def test_boxes_inside_an_article_are_left_out(furniture: str) -> None:
    assert (
        page(f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{furniture}<p>{SECOND}</p><p>{THIRD}</p></article>")
        == BODY
    )


def test_an_article_without_any_helpful_mark() -> None:
    teasers = "".join(f"<li><a href='/{n}'>Un autre article, bien plus lu, no {n}</a></li>" for n in range(8))
    body = (
        f"<div><ul>{teasers}</ul></div><div><h1>{TITLE}</h1><div><div>{FIRST}</div><div>{SECOND}</div>"
        f"<div>{THIRD}</div></div></div><div><ul>{teasers}</ul></div>"
    )
    assert page(body) == BODY


def test_an_old_page_of_tables_and_line_breaks() -> None:
    menu = "<td><a href='/'>Accueil</a><br><a href='/sport'>Sport, et loisirs</a></td>"
    body = (
        f"<table><tr>{menu}<td><h1>{TITLE}</h1>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</td>{menu}</tr></table>"
    )
    assert page(body) == BODY


def test_the_title_the_lead_and_the_byline_may_stand_outside_the_text() -> None:
    lead = "Une décision sans précédent depuis quarante ans, que les commerçants du quartier contestent."
    body = (
        f"<h1>Ouest Matin</h1><div class='top'><h1>{TITLE}</h1><p class='lead'>{lead}</p>"
        f"<div><span class='author'>Jeanne Morvan</span> | <span class='date'>12 mars 2021</span></div>"
        f"<a href='/abo'>Abonnez-vous pour lire tous nos articles sans aucune publicité</a></div>"
        f"<div class='text'>{PARAGRAPHS}</div>"
    )
    top = [("title", TITLE), ("paragraph", lead), ("byline", "Jeanne Morvan"), ("date", "12 mars 2021")]
    assert page(body) == top + BODY[1:]


def test_a_text_in_several_sections_is_whole() -> None:
    sections = "".join(
        f"<section class='part'><p>{text}</p><p>{text[::-1]}</p></section>" for text in (FIRST, SECOND)
    )
    assert len(page(f"<div><div><h1>{TITLE}</h1>{sections}</div></div>")) == 5


def test_a_page_without_heading_takes_the_title_of_its_window() -> None:
    assert page(f"<div>{PARAGRAPHS}</div>") == BODY


def test_captions_and_credits() -> None:
    figures = (
        "<figure><img><figcaption>Le pont, mardi. <span class='credit'>AFP</span></figcaption></figure>"
        "<p class='wp-caption-text'>La préfète devant la presse</p>"
        "<figure><figcaption>Le quai. © Agence de la Loire</figcaption></figure>"
    )
    found = page(f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{figures}<p>{SECOND}</p></article>")

    assert found[2:-1] == [
        ("caption", "Le pont, mardi."),
        ("credit", "AFP"),
        ("caption", "La préfète devant la presse"),
        ("caption", "Le quai."),
        ("credit", "© Agence de la Loire"),
    ]


def test_links_that_lead_away_are_related() -> None:
    found = page(
        f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p><a href='/x'>Dix idées de balade</a></p><p>{SECOND}</p></article>"
    )

    assert found[2] == ("related", "Dix idées de balade")


def test_lists_tables_quotes_and_notes() -> None:
    found = fragment(
        "<ol><li>un</li><li><p>deux</p><p>et demi</p></li></ol><ul><li>trois<ul><li>quatre</li></ul></li></ul>"
        "<table><tr><th>Ville</th><th>Crue</th></tr><tr><td>Nantes</td><td>6 m</td></tr></table>"
        "<p>Elle a dit <q>non</q><sup><a href='#n1'>1</a></sup>.</p>"
    )
    assert [text for _, text in found] == [
        "1. un", "2. deux", "et demi", "• trois", "• quatre", "Ville | Crue", "Nantes | 6 m", "Elle a dit « non ».",
    ]  # fmt: skip


def test_blanks_of_the_source_are_one_blank_and_no_break_spaces_stay() -> None:
    assert fragment("<p>«&nbsp;Non\u202f!&nbsp;»\n\t a   dit<br/>\n Ada&shy;&#8203; Brun.</p>") == [
        ("title", "«\u00a0Non\u202f!\u00a0» a dit"),
        ("paragraph", "Ada Brun."),
    ]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (
            '<meta charset="iso-8859-1"><p>L\x92été à Nîmes, où l\x92on a déjà très chaud.'.encode("latin-1"),
            "L’été",
        ),
        ('<meta charset="iso-8859-1"><p>L’été à Nîmes, où l’on a déjà très chaud.'.encode(), "L’été"),
        ("<p>L’été à Nîmes, où l’on a déjà très chaud.".encode("utf-16"), "L’été"),
        (
            '<meta charset="rot13"><p>L\x92été à Nîmes, où l\x92on a déjà très chaud.'.encode("latin-1"),
            "L’été",
        ),
        ("<p>L’été à Nîmes, où l’on a déjà très chaud.".encode("cp1252"), "L’été"),
    ],
)
def test_encodings_declared_rightly_wrongly_or_not_at_all(data: bytes, wanted: str) -> None:
    assert wanted in read(data, "a.html").text


def test_metadata_from_json_ld() -> None:
    data = (
        '{"@context": "https://schema.org", "@graph": [{"@type": ["NewsArticle"], "headline": "Le pont", '
        '"author": [{"name": "Jeanne Morvan"}, {"name": "Paul Even"}], "datePublished": "2021-03-12T08:00:00Z", '
        '"publisher": {"name": "Ouest Matin"}, "mainEntityOfPage": "https://example.org/a"}]}'
    )
    script = f'<script type="application/ld+json">{data}</script>'
    article = read(f"<html><head>{script}</head><body>{PARAGRAPHS}</body></html>".encode(), "a.html")

    found = article.metadata
    assert (found.title, found.byline, found.date) == ("Le pont", "Jeanne Morvan, Paul Even", "2021-03-12")
    assert (found.publisher, found.url) == ("Ouest Matin", "https://example.org/a")


@pytest.mark.parametrize(
    "data", ["[", '{"@graph": [[[1]]]}', '{"@type": {"name": 3}}', "[" * 50_000, "null", '"x"']
)
def test_broken_json_ld_costs_nothing(data: str) -> None:
    script = f'<script type="application/ld+json">{data}</script>'
    assert page(PARAGRAPHS, HEAD + script) == BODY


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("fr-FR", FIRST, "fr"),
        ("en", "The bridge was closed on Tuesday morning because of the flood, the mayor said.", "en"),
        ("en-US", FIRST, "fr"),
        ("", FIRST, "fr"),
        ("!!", "The bridge was closed on Tuesday.", "en"),
        ("fr", "The bridge was closed on Tuesday morning because of the flood, the mayor said.", "en"),
        ("!!", "2026", "fr"),
    ],
)
def test_the_words_tell_the_language_whatever_the_page_declares(lang: str, text: str, wanted: str) -> None:
    assert (
        read(f'<html lang="{lang}"><body><p>{text}</p></body></html>'.encode(), "a.html").language == wanted
    )


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<html><body><img src=x></body>", b"<p> &nbsp; </p>", b"<"]
)
def test_a_page_without_text_has_its_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableInputError):
        read(data, "vide.html")


def test_hidden_words_for_screen_readers_are_out_and_captions_hidden_from_them_are_in() -> None:
    body = (
        f"<article><h1>{TITLE}</h1><p>{FIRST}</p><span class='sr-only'>Agrandir l’image</span>"
        f"<figcaption aria-hidden='true'>Le quai, mardi. © AFP</figcaption><p>{SECOND}</p></article>"
    )
    assert [kind for kind, _ in page(body)] == ["title", "paragraph", "caption", "credit", "paragraph"]


def test_words_of_furniture_on_what_holds_the_article() -> None:
    inner = f"<h1>{TITLE}</h1>" + "".join(
        f"<div class='elementor-widget'><p>{t}</p></div>" for t in (FIRST, SECOND, THIRD)
    )
    body = f"<div class='has-sidebar'><div class='paywall subscription-content'>{inner}</div></div>"
    comments = f"<div class='comments'>{f'<p>{SECOND[::-1]}</p>' * 12}</div>"

    assert page(body + comments) == BODY


def test_headings_that_link_to_themselves_are_headings() -> None:
    heading = "<h2 id='crue'><a href='#crue'>La crue de jeudi</a></h2>"
    found = page(f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{heading}<p>{SECOND}</p></article>")

    assert found[2] == ("heading", "La crue de jeudi")


def test_a_date_in_a_span_does_not_cut_a_sentence() -> None:
    place = "<span class='date'>NANTES, 12 mars</span>"
    found = page(
        f"<article><h1>{TITLE}</h1><p>{place} – {FIRST} {SECOND} {THIRD}</p><p>{SECOND}</p></article>"
    )

    assert found[1] == ("paragraph", f"NANTES, 12 mars – {FIRST} {SECOND} {THIRD}")
