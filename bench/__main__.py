"""``make bench``: the reader, its memory, and a whole batch."""

import os
import platform

from bench import batch, jobs, live, memory, page, reader, room, scans, sheets
from heatsync.samples.example import forty_pages

SHEETS = 15


def main() -> None:
    """Print everything, the quick parts first."""
    print(f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}\n")
    measured = [*sheets.real(), *sheets.drawn()]
    _print_memory(measured)
    _print_scans()
    _print_room()
    _print_page()
    _print_jobs()
    _print_live()
    _print_reader(measured)
    _print_batch()


def _print_memory(measured: list[sheets.Measured]) -> None:
    print(f"Peak memory of the reading child: {memory.peak_megabytes(measured):.0f} MB\n")


def _print_scans() -> None:
    if cost := scans.measure():
        print(
            f"A scanned page: {1000 * cost.warm:.0f} ms ({1000 * cost.first:.0f} with the start of its warm process), "
            f"{cost.megabytes:.0f} MB\n"
        )


def _print_room() -> None:
    cost = room.measure()
    print(
        f"A sheet of one page: {cost.alone:.1f} ms; in a locked child {cost.median:.1f} ms, 95 % under {cost.p95:.1f}\n"
    )


def _print_page() -> None:
    found = page.measure()
    print(
        f"The page of {page.SHEETS} sheets and {page.RACES} races: {found.median:.1f} ms (95 % under {found.p95:.1f}), "
        f"{found.median / found.empty:.0f} times a page that looks nothing up; {found.kilobytes:.0f} kB\n"
    )


def _print_jobs() -> None:
    print("Jobs whose sheet is read already; milliseconds from the commit to the start, and from there to the end")
    for processes in (1, 2):
        found = jobs.measure(processes)
        start = f"start {found.start:.0f} (95 % under {found.start_p95:.0f})"
        print(
            f"{processes} worker(s): {start}, job {found.job:.0f}; "
            f"{found.whole:.0f} ms of a worker in all, {found.a_second:.0f} jobs a second; "
            f"{found.fresh_a_second:.1f} of a fresh sheet of {jobs.PAGES} pages"
        )
    print()


def _print_live() -> None:
    print(f"{live.STREAMS} live pages, while other pages are loaded; milliseconds until an event is at each of them")
    for batches, a_second in ((1, 1), (25, 25), (250, 40)):
        found = live.measure(batches, a_second)
        print(
            f"of {batches} batch(es), {a_second} events a second: {found.came} have come, {found.missing} not, "
            f"95 % within {1000 * found.delay_p95:.0f}, 99 % within {1000 * found.delay_p99:.0f}; "
            f"{found.cut_off} lines cut off; 95 % of the other pages within {1000 * found.page_p95:.0f}; "
            f"all opened in {found.opened_in:.1f} s; the web uses {found.cores:.2f} cores, {found.megabytes:.0f} MB"
        )
    print()


def _print_reader(measured: list[sheets.Measured]) -> None:
    print("Reader, in milliseconds a page; the floor is pdfium alone: load page + build text page")
    print(f"{'sheet':30} {'pages':>5} {'floor':>7} {'reader':>7} {'× floor':>8} {'pdfplumber':>11} {'reader ÷ it':>12}")
    for sheet in measured:
        found = reader.measure(sheet)
        times = f"{found.floor:7.2f} {found.reader:7.2f} {found.to_floor:8.2f}"
        print(
            f"{sheet.name:30} {found.pages:5} {times} {found.pdfplumber:11.1f} {found.reader / found.pdfplumber:12.3f}"
        )
    seconds, to_floor = reader.longest()
    print(f"{sheets.MOST_PAGES} pages: {seconds:.2f} s of one core, {to_floor:.2f} × floor")


def _print_batch() -> None:
    drawn = [forty_pages(number) for number in range(SHEETS)]
    swimmer = sheets.somebody(drawn[0].truth)
    figures = batch.measure([sheet.pdf for sheet in drawn], swimmer)
    pages = sum(sheet.truth.pages for sheet in drawn)
    print(f"\nA batch of {SHEETS} sheets, {pages} pages in all, from submit to result: {figures.all:.2f} s")
    print(f"The first sheet's races were shown after {figures.first:.2f} s")


if __name__ == "__main__":
    main()
