"""The states of a KUBE and the stage that signs speak for: arithmetic alone."""

from collections.abc import Mapping, Sequence

RENCANA, RINTISAN, EFEKTIF = "rencana", "rintisan", "efektif"
PRA_KOPERASI, BERBADAN_HUKUM = "pra_koperasi", "berbadan_hukum"
MACET, PEMBINAAN, BUBAR = "macet", "pembinaan", "bubar"
MOVES: Mapping[str, frozenset[str]] = {
    RENCANA: frozenset({RINTISAN, BUBAR}),
    RINTISAN: frozenset({EFEKTIF, BUBAR}),
    EFEKTIF: frozenset({PRA_KOPERASI, MACET, BUBAR}),
    PRA_KOPERASI: frozenset({BERBADAN_HUKUM, EFEKTIF, MACET}),
    BERBADAN_HUKUM: frozenset(),
    MACET: frozenset({PEMBINAAN, BUBAR}),
    PEMBINAAN: frozenset({EFEKTIF, BUBAR}),
    BUBAR: frozenset(),
}
"""State → states that may follow (kube.md §1.9)."""
STAGES = ("tumbuh", "berkembang", "maju")


def may_move(start: str, end: str) -> bool:
    """Whether a KUBE may go from one state to another."""
    return end in MOVES[start]


def stage_of(signs: Sequence[tuple[str, bool]], percent: int) -> str:
    """The highest stage that has its share of signs, all lower ones having theirs; empty if none.

    `signs`: (stage, met). `percent`: how many of a hundred signs a stage needs.
    """
    reached = ""
    for stage in STAGES:
        met = [is_met for of, is_met in signs if of == stage]
        if not met or sum(met) * 100 < percent * len(met):
            break
        reached = stage
    return reached
