from dataclasses import replace

from reader.core.records import Annotations, Entity, Mention, Span
from reader.library.annotation_cache import AnnotationCache
from reader.service import KnownAnalyses, article_from_text, keep_pasted, open_path, pipeline_id


def store(folder, article):
    found = Annotations(article.id, pipeline_id("fr"), (Entity("e1", "PER", "Anne", (Mention(Span(0, 4)),)),))
    AnnotationCache(folder).put(found)
    return found


def test_what_an_earlier_run_found_is_known_once(tmp_path):
    article = article_from_text("Anne parle.")
    found = store(tmp_path, article)
    known = KnownAnalyses(tmp_path)
    assert known.look_up(article) is article
    assert known.take(article.id) == found
    assert known.take(article.id) is None


def test_another_text_or_another_pipeline_is_not_known(tmp_path):
    article = article_from_text("Anne parle.")
    AnnotationCache(tmp_path).put(replace(store(tmp_path / "other", article), pipeline="older"))
    known = KnownAnalyses(tmp_path)
    known.look_up(article)
    assert known.take(article.id) is None


def test_pasted_text_is_kept_as_a_file_that_opens_as_the_same_article(tmp_path):
    article = keep_pasted("Titre collé\n\nAnne parle à « Bob ».\r\nFin.", tmp_path / "pasted")
    assert article.source.startswith(str(tmp_path))
    again = open_path(article.source)
    assert (again.id, again.text) == (article.id, article.text)


def test_only_the_latest_pasted_texts_are_kept(tmp_path):
    for number in range(35):
        keep_pasted(f"Texte numéro {number}.", tmp_path)
    assert len(list(tmp_path.glob("*.txt"))) == 30


def test_a_disk_that_takes_nothing_costs_only_the_memory(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    assert keep_pasted("Anne parle.", blocked / "pasted").source == ""
