"""`make bench`: start-up, analysis and memory on this machine. Figures to read, never a test.

Run as `python packaging/bench [part …]`; parts are `window`, `page`, `analysis`, `grouping`, `library`; all
of them by default, each in a process of its own: Qt has one application object for a process.
`library-100k` makes a library of 100,000 articles first and is run by its name only.
"""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import analysis_bench
import grouping_bench
import library_bench
import page_bench
import window_bench

PARTS: dict[str, Callable[[], None]] = {
    "window": window_bench.run,
    "page": page_bench.run,
    "analysis": analysis_bench.run,
    "grouping": grouping_bench.run,
    "library": library_bench.run,
}
LONG: dict[str, Callable[[], None]] = {"library-100k": library_bench.run_many}


def main(parts: list[str]) -> int:
    known = {**PARTS, **LONG}
    unknown = [part for part in parts if part not in known]
    if unknown:
        print(f"unknown part {unknown[0]}; choose from: {', '.join(known)}", file=sys.stderr)
        return 2
    if len(parts) == 1:
        print(f"\n{parts[0]}", flush=True)
        known[parts[0]]()
        return 0
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}", flush=True)
    command = [sys.executable, str(Path(__file__).parent)]
    failed = [part for part in parts or PARTS if subprocess.run([*command, part]).returncode]
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
