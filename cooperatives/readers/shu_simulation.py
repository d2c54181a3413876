"""Reading the figures of an SHU simulation: a JSON file that touches no book.

`surplus`, `from_members` (optional), `percentages`, `member_percentages` (optional, for the
two-level style), `members` (each `member_no`, `capital_base`, `business_base`) and `rounding`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from cooperatives.calculations.shu import MemberBase, Policy, Rounding
from ledger.calculations.money import MAX_RUPIAH

KNOWN = {
    "surplus",
    "from_members",
    "percentages",
    "member_percentages",
    "members",
    "rounding",
}


class SimulationFileError(ValueError):
    """The file does not hold the figures of a simulation; the text says what to mend."""


@dataclass(frozen=True)
class Simulation:
    """The figures of one simulation, in whole rupiah."""

    surplus: int
    from_members: int | None
    policy: Policy
    members: tuple[MemberBase, ...]


def read(path: Path) -> Simulation:
    """Read and check a simulation file; SimulationFileError names the first fault."""
    content = _load(path)
    unknown = sorted(set(content) - KNOWN)
    if unknown:
        raise SimulationFileError(_("Isian “%(name)s” tidak dikenal.") % {"name": unknown[0]})
    own = content.get("from_members")
    nested = content.get("member_percentages")
    return Simulation(
        surplus=_rupiah(content, "surplus", where="surplus"),
        from_members=None if own is None else _rupiah(content, "from_members"),
        policy=Policy(
            percentages=_percentages(content, "percentages"),
            member_percentages=(
                None if nested is None else _percentages(content, "member_percentages")
            ),
            rounding=_rounding(content.get("rounding", Rounding.FLOOR)),
        ),
        members=_members(content.get("members")),
    )


def _load(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SimulationFileError(
            _("Berkas %(path)s tidak terbaca: %(reason)s.")
            % {"path": path, "reason": error.strerror}
        ) from None
    except UnicodeDecodeError:
        raise SimulationFileError(_("Berkas bukan teks UTF-8. Simpan lagi sebagai JSON.")) from None
    try:
        content = json.loads(
            text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_once
        )
    except RecursionError:
        raise SimulationFileError(_("Berkas bukan JSON simulasi SHU.")) from None
    except json.JSONDecodeError as error:
        raise SimulationFileError(
            _("Berkas bukan JSON yang benar: baris %(line)s, huruf ke-%(column)s.")
            % {"line": error.lineno, "column": error.colno}
        ) from None
    except ValueError as error:
        if isinstance(error, SimulationFileError):
            raise
        raise SimulationFileError(_("Berkas memuat angka yang terlalu panjang.")) from None
    if not isinstance(content, dict):
        raise SimulationFileError(_("Berkas bukan JSON simulasi SHU."))
    return content


def _refuse(name: str) -> None:
    raise SimulationFileError(_("“%(text)s” bukan angka.") % {"text": name})


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name written twice has two meanings: JSON would silently take the last."""
    content: dict[str, Any] = {}
    for name, value in pairs:
        if name in content:
            raise SimulationFileError(_("Isian “%(name)s” ditulis dua kali.") % {"name": name})
        content[name] = value
    return content


def _rupiah(content: Mapping[str, Any], name: str, where: str = "") -> int:
    value = content.get(name)
    if isinstance(value, Decimal) and _is_short(value) and value == value.to_integral():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MAX_RUPIAH:
        raise SimulationFileError(
            _("“%(where)s” harus rupiah bulat, misalnya 1250000.") % {"where": where or name}
        )
    return value


def _is_short(value: Decimal) -> bool:
    """Whether it can be written out: `1e999999999` is short in the file and endless in memory."""
    return value.is_finite() and -12 <= value.adjusted() <= 15


def _percentages(content: Mapping[str, Any], name: str) -> dict[str, Fraction]:
    given = content.get(name)
    if not isinstance(given, dict) or not given:
        raise SimulationFileError(
            _("“%(name)s” harus berisi nama bagian dan persennya, berjumlah 100.") % {"name": name}
        )
    percentages = {}
    for pool, percent in given.items():
        if (
            isinstance(percent, bool)
            or not isinstance(percent, int | Decimal)
            or not (percent == 0 or _is_short(Decimal(percent)))
        ):
            raise SimulationFileError(
                _("Persen bagian “%(pool)s” harus angka, misalnya 20 atau 2.5.") % {"pool": pool}
            )
        percentages[pool] = Fraction(percent)
    return percentages


def _rounding(value: Any) -> Rounding:
    if value not in list(Rounding):
        raise SimulationFileError(
            _("“rounding” harus salah satu dari: %(known)s.") % {"known": ", ".join(Rounding)}
        )
    return Rounding(value)


def _members(given: Any) -> tuple[MemberBase, ...]:
    if not isinstance(given, list):
        raise SimulationFileError(_("“members” harus daftar anggota."))
    return tuple(_member(number, member) for number, member in enumerate(given, start=1))


def _member(number: int, member: Any) -> MemberBase:
    member_no = member.get("member_no") if isinstance(member, dict) else None
    if isinstance(member_no, bool) or not isinstance(member_no, str | int) or member_no == "":
        raise SimulationFileError(
            _("Anggota ke-%(number)s tidak bernomor; isi “member_no”.") % {"number": number}
        )
    where = _("%(name)s anggota %(member)s")
    return MemberBase(
        member_no=str(member_no),
        capital=_rupiah(
            member, "capital_base", where % {"name": "capital_base", "member": member_no}
        ),
        business=_rupiah(
            member, "business_base", where % {"name": "business_base", "member": member_no}
        ),
    )
