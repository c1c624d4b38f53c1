"""The root of every error that the program expects and can explain."""


class ReaderError(Exception):
    """An expected failure. ``str(error)`` is one sentence for the user."""


class UnreadableInputError(ReaderError):
    """A file, page or clipboard that cannot be turned into an article."""


class AnalysisUnavailableError(ReaderError):
    """No analysis can be made: a model is missing or broken, or the worker has died."""


class AnalysisCancelledError(ReaderError):
    """An analysis was stopped because nobody waits for it any more."""
