"""Whether two words differ by one slip of the finger."""


def one_slip_apart(right: str, typed: str) -> bool:
    """Return whether `typed` lacks, doubles, changes or swaps one letter of `right`; the first letter has to be right."""
    if right[0] != typed[0] or abs(len(right) - len(typed)) > 1:
        return False
    start = 0
    shortest = min(len(right), len(typed))
    while start < shortest and right[start] == typed[start]:
        start += 1
    rest, other = right[start:], typed[start:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )
