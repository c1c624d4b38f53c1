"""The use cases that the window, the command line and the tests call."""

from reader.core.document import to_document as document
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
    "article_from_html",
    "article_from_text",
    "document",
    "find_files",
    "keep_pasted",
    "open_path",
    "open_stream",
    "pipeline_id",
    "readable_suffixes",
]
