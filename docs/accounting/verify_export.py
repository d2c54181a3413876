#!/usr/bin/env python3
"""Prove an exported Lumbung book offline: `python3 verify_export.py book.json [HEAD]`.

Needs only Python. Recomputes every seal from the first voucher on (see seals.md) and checks
that each voucher balances. HEAD is the last seal as printed on a closing or RAT book: with it,
vouchers cut from the end show too. Exit status 0 when all holds, 1 otherwise.
"""

import hashlib
import json
import sys


def main() -> int:
    if len(sys.argv) not in (2, 3):
        print(__doc__.strip().splitlines()[0])
        return 2
    with open(sys.argv[1], encoding="utf-8") as file:
        book = json.load(file)
    faults, previous = [], "0" * 64
    for position, voucher in enumerate(book["vouchers"], start=1):
        content, code = voucher["content"], voucher["content"]["code"]
        text = json.dumps(
            {"form": book["form"], **content},
            sort_keys=True,
            separators=(",", ":"),
            ensure_ascii=False,
        )
        if content["sequence"] != position:
            faults.append(f"{code}: urutan {content['sequence']}, seharusnya {position}")
        if hashlib.sha256((previous + text).encode()).hexdigest() != voucher["seal"]:
            faults.append(f"{code}: segel tidak cocok")
        if sum(line["debit"] - line["credit"] for line in content["lines"]) != 0:
            faults.append(f"{code}: debet dan kredit tidak sama")
        previous = voucher["seal"]
    if len(sys.argv) == 3 and previous != sys.argv[2]:
        faults.append(f"segel terakhir {previous} bukan {sys.argv[2]}: ada bukti yang hilang")
    for fault in faults:
        print(fault)
    print(f"{len(book['vouchers'])} bukti, segel terakhir {previous}, {len(faults)} kesalahan")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
