"""Who is who in an article: one person, one place, one organisation, one entity.

Pure functions over an article's text and the names found in it; language tables come from ``resources/``.
"""

from reader.core.identity.consistency import consolidate
from reader.core.identity.language import LanguageData, load_language_data
from reader.core.identity.resolve import resolve_entities

__all__ = ["LanguageData", "consolidate", "load_language_data", "resolve_entities"]
