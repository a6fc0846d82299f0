"""For work on the reader: ``python -m heatsync.heatsheet FILE [NAME]`` prints a Program, or what a swimmer swims.

Reads in this very process: give it no file that you do not trust, for those there is ``heatsync read``.
"""

import argparse
import sys
from pathlib import Path

import msgspec

from heatsync.heatsheet import read
from heatsync.heatsheet.swims import find


def main() -> None:
    """Read the file and print JSON made for eyes."""
    parser = argparse.ArgumentParser(prog="python -m heatsync.heatsheet")
    parser.add_argument("file", type=Path)
    parser.add_argument("name", nargs="?")
    given = parser.parse_args()
    program = read(given.file.read_bytes())
    document = msgspec.json.encode(find(program, given.name) if given.name else program)
    sys.stdout.buffer.write(msgspec.json.format(document) + b"\n")


if __name__ == "__main__":
    main()
