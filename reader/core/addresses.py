"""Web addresses compared: two spellings of one page's address have one form."""

from __future__ import annotations

from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

_TRACKING = frozenset(
    ("fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "xtor", "cmpid", "ito")
)
_TRACKING_BEGINS = ("utm_", "at_", "pk_", "mtm_")
"""Parameters that say how a reader came to a page, not which page it is."""


def page_address(url: str | None) -> str | None:
    """The address of a page without scheme, ``www.``, fragment and tracking parameters; ``None`` for no web address.

    ``https://www.example.org/a/?utm_source=x#top`` is ``example.org/a``.
    """
    parts = _split(url)
    if parts is None:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    named = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)
    query = urlencode([(name, value) for name, value in named if not _tracks(name)])
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def is_front_page(address: str | None) -> bool:
    """Whether an address is that of a whole site, which shows other articles every day."""
    return address is not None and "/" not in address and "?" not in address


def _split(url: str | None) -> SplitResult | None:
    try:
        parts = urlsplit((url or "").strip())
        usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return parts if usable else None


def _tracks(name: str) -> bool:
    lowered = name.lower()
    return lowered in _TRACKING or lowered.startswith(_TRACKING_BEGINS)
