"""A statement of 54 rows through xhtml2pdf against reportlab platypus; a long ledger in seconds.

Both print the same paper: letterhead, rows, signatures, foot with the seal. Run:
`.venv/bin/python bench/pdf.py`. Prints where xhtml2pdf's time goes; exits with 1 when a limit is
missed.
"""

import cProfile
import pstats
import sys
import time
from dataclasses import replace
from datetime import date
from typing import Any

import common

ROWS, LEDGER_LINES = 54, 10_000
WANTED_RATIO, WANTED_SECONDS = 4.0, 20.0
STAGES = {
    "parse HTML": ("html5lib", "html5parser.py", "parse"),
    "parse and cascade CSS": ("xhtml2pdf", "parser.py", "CSSCollect"),
    "wrap and draw": ("reportlab", "doctemplate.py", "build"),
}


def statement(book: Any) -> Any:
    """A balance sheet cut or stretched to 54 rows."""
    from ledger import registry
    from ledger.reports.paper import paper_of

    table = registry.report("balance_sheet").build(
        book, start=date(2025, 1, 1), end=date(2025, 12, 31)
    )
    rows = (table.rows * (ROWS // len(table.rows) + 1))[:ROWS]
    return paper_of(book, replace(table, rows=rows), at=common.now())


def ledger(book: Any) -> Any:
    """The buku besar of one account with 10,000 lines."""
    from ledger import registry
    from ledger.reports.paper import paper_of

    table = registry.report("general_ledger").build(
        book, start=date(2025, 1, 1), end=date(2025, 12, 31)
    )
    assert len(table.rows) >= LEDGER_LINES, len(table.rows)
    return paper_of(book, table, at=common.now())


def stages(paper: Any) -> list[tuple[str, str]]:
    """Share of each stage of one xhtml2pdf render, by profile."""
    from ledger.reports.pdf import to_pdf

    profile = cProfile.Profile()
    profile.enable()
    to_pdf(paper)
    profile.disable()
    stats = pstats.Stats(profile)
    shares = []
    for label, (package, file_name, function) in STAGES.items():
        spent = max(
            (
                row[3]
                for (path, _line, name), row in stats.stats.items()  # type: ignore[attr-defined]
                if package in path and path.endswith(file_name) and name == function
            ),
            default=0.0,
        )
        shares.append((f"  of which {label}", f"{spent / stats.total_tt:.0%}"))  # type: ignore[attr-defined]
    return shares


def main() -> int:
    from ledger.reports import pdf
    from ledger.services import journal
    from ledger.services.actors import system_actor

    with common.database() as engine:
        book = common.koperasi("bench-cetak")
        journal.post_many(
            book=book,
            vouchers=common.voucher_inputs(book, LEDGER_LINES // 2),
            actor=system_actor(),
            at=common.now(),
        )
        paper, long_paper = statement(book), ledger(book)
        ours, platypus = [], []
        pdf.to_pdf(paper), pdf._long(paper)  # noqa: SLF001  fonts and imports
        for _ in range(9):  # in turns, so that a busy machine slows both
            ours += common.times_ms(lambda: pdf.to_pdf(paper), 1)
            platypus += common.times_ms(lambda: pdf._long(paper), 1)  # noqa: SLF001
        mine, theirs = sorted(ours)[4], sorted(platypus)[4]
        begin = time.perf_counter()
        pages = pdf.to_pdf(long_paper)
        seconds = time.perf_counter() - begin
        common.report(
            f"PDF ({engine} behind it)",
            [
                (f"{ROWS} rows, xhtml2pdf", f"{mine:.0f} ms"),
                *stages(paper),
                (f"{ROWS} rows, reportlab platypus", f"{theirs:.0f} ms: ours {mine / theirs:.1f}×"),
                (
                    f"buku besar, {len(long_paper.table.rows):,} rows, reportlab",
                    f"{seconds:.1f} s, {len(pages) / 1e6:.1f} MB",
                ),
            ],
        )
    return 1 if mine / theirs > WANTED_RATIO or seconds > WANTED_SECONDS else 0


if __name__ == "__main__":
    common.start()
    sys.exit(main())
