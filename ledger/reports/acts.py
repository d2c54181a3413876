"""The debit and credit of every act, printed for people: docs/accounting/acts.md."""

from ledger.acts import FRAMEWORKS, ActLine, ActSpec, catalogue, groups

TITLES = {
    "kube": "KUBE (SAK EMKM)",
    "koperasi": "Cooperative (SAK EP)",
    "yayasan": "Foundation (ISAK 335)",
    "panti": "Institution (budget realisation, cash basis)",
}
HEAD = """# Acts

Printed from [the catalogue](../../ledger/acts/README.md) by `./lumbung manage document_acts`; edit
the catalogue, not this page. `a / b` means that one of them is chosen, `51xx` all accounts that
begin so. Amounts in *italics* may be nil. A control account also names a subsidiary account.
"""


def _accounts(line: ActLine) -> str:
    words = {"@cash": "cash or bank", "@bank": "bank"}
    shown = [words.get(code, code.replace("*", "xx")) for code in line.accounts if code[0] != "!"]
    without = [code[1:] for code in line.accounts if code[0] == "!"]
    return " / ".join(shown) + (f" (not {', '.join(without)})" if without else "")


def _side(spec: ActSpec, *, is_debit: bool) -> str:
    parts = []
    for line in (line for line in spec.lines if line.is_debit == is_debit):
        terms = [
            ("− " if term.sign < 0 else "+ " if number else "")
            + (f"*{term.name}*" if term.name in spec.optional else term.name)
            for number, term in enumerate(line.terms)
        ]
        amount = "" if len(spec.amounts) == 1 else f": {' '.join(terms)}"
        parts.append(_accounts(line) + amount)
    return "; ".join(parts)


def acts_page() -> str:
    """The whole page in Markdown."""
    parts = [HEAD]
    for framework in FRAMEWORKS:
        parts.append(f"\n## {TITLES[framework]}\n")
        for group, label in groups().items():
            specs = [s for s in catalogue(framework).values() if s.group == group]
            if not specs:
                continue
            parts += [f"\n### {label.en}\n", "\n| Act | Debit | Credit | Holds when | Rule |\n"]
            parts.append("|---|---|---|---|---|\n")
            parts += [
                f"| {spec.sentence.en} (*{spec.sentence.id}*) | {_side(spec, is_debit=True)} |"
                f" {_side(spec, is_debit=False)} | {spec.when.en} | {spec.law} |\n"
                for spec in specs
            ]
    return "".join(parts)
