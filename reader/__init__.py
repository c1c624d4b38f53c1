"""Reader: a desktop reader that shows who and what a news article is about, and who said what."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("entity-reader")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0.0.0"
