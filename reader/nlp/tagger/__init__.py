"""The French names model: tokenizer, encoder and decoder."""

from reader.nlp.tagger.decode import TaggedSpan
from reader.nlp.tagger.model import ModelUnavailable, Tagger

__all__ = ["ModelUnavailable", "TaggedSpan", "Tagger"]
