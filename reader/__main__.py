"""``python -m reader``: the program."""

import sys


def main() -> int:
    """Run the command line; the exit code is the one of the contract."""
    from reader.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
