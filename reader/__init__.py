"""Reader: a desktop reader that shows who and what a news article is about, and who said what."""

from typing import Any

from reader.core.offline import disable_telemetry

disable_telemetry()  # here, because every process of the program passes here before it imports anything else


def __getattr__(name: str) -> Any:
    """``__version__``, looked up when it is first asked for: the window opens sooner without."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import PackageNotFoundError, version

    try:
        found = version("entity-reader")
    except PackageNotFoundError:  # a checkout that was never installed
        found = "0.0.0"
    globals()["__version__"] = found
    return found
