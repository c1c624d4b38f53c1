"""Our own French names model at run time."""

from reader.nlp.tagger.model import ModelUnavailable, Tagger

__all__ = ["ModelUnavailable", "Tagger"]
