"""Workers for this machine: ``python worker.py [--processes N] [--once]``."""

import argparse

from heatsync.serving import workers

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Read the sheets that are waiting.")
    parser.add_argument("--processes", type=int, default=0, metavar="N", help="0, the default: as the settings say")
    parser.add_argument("--once", action="store_true", help="read what is waiting now, then end")
    given = parser.parse_args()
    workers.run(given.processes, once=given.once)
