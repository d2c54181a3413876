"""Amounts in Indonesian words, as a kuitansi wants them (num2words says "satu juta satu ribu")."""

_ONES = [
    *("nol", "satu", "dua", "tiga", "empat", "lima"),
    *("enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"),
]
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))


def terbilang(amount: int) -> str:
    """Return a whole non-negative number below 10^15 in words; ValueError otherwise."""
    if not 0 <= amount < 10**15:
        raise ValueError(f"{amount} cannot be written in words")
    return _words(amount) or _ONES[0]


def _words(n: int) -> str:
    if n < 12:
        return _ONES[n] if n else ""
    if n < 20:
        return f"{_ONES[n - 10]} belas"
    if n < 100:
        return f"{_ONES[n // 10]} puluh {_words(n % 10)}".strip()
    if n < 200:
        return f"seratus {_words(n - 100)}".strip()
    if n < 1000:
        return f"{_ONES[n // 100]} ratus {_words(n % 100)}".strip()
    if n < 2000:
        return f"seribu {_words(n - 1000)}".strip()
    for scale, name in _SCALES:
        if n >= scale:
            return f"{_words(n // scale)} {name} {_words(n % scale)}".strip()
    raise AssertionError(n)
