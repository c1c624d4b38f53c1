"""The use cases that the window, the command line and the tests call."""

from reader.core.document import to_document as document
from reader.service.article_language import analysed_languages, in_language
from reader.service.folders import FoundFiles, find_files, readable_suffixes
from reader.service.known import KnownAnalyses
from reader.service.opening import (
    article_from_html,
    article_from_text,
    open_path,
    open_stream,
)
from reader.service.pasting import keep_pasted
from reader.service.pipeline_id import pipeline_id
from reader.service.shelf import Imported, Shelf

__all__ = [
    "FoundFiles",
    "Imported",
    "KnownAnalyses",
    "Shelf",
    "analysed_languages",
    "article_from_html",
    "article_from_text",
    "document",
    "find_files",
    "in_language",
    "keep_pasted",
    "open_path",
    "open_stream",
    "pipeline_id",
    "readable_suffixes",
]
