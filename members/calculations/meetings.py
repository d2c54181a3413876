"""How many must be there, and when a motion is carried (koperasi.md §7.3). Shares are data."""

from fractions import Fraction


def needed(count: int, share: Fraction, *, is_over: bool) -> int:
    """The fewest of `count` that make the share: more than it when `is_over`, else at least it.

    Nobody is never enough: of zero people one is needed.
    """
    exact = count * share
    whole = exact.numerator // exact.denominator
    fewest = whole + 1 if is_over or whole != exact else whole
    return max(1, min(fewest, max(count, 1)))


def is_carried(votes_for: int, votes_against: int, share: Fraction, *, is_over: bool) -> bool:
    """Whether a motion passes among the votes cast; abstentions are not cast."""
    cast = votes_for + votes_against
    return cast > 0 and votes_for >= needed(cast, share, is_over=is_over)


def elected(votes: list[int], seats: int) -> list[int] | None:
    """The places of who is elected, by votes; None when equal votes leave the last seat open."""
    order = sorted(range(len(votes)), key=lambda place: -votes[place])
    chosen = [place for place in order[:seats] if votes[place] > 0]
    if len(chosen) < min(seats, len(votes)):
        return chosen or None
    rest = order[seats:]
    if rest and chosen and votes[rest[0]] == votes[chosen[-1]]:
        return None
    return sorted(chosen)
