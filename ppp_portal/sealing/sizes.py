"""What a length may give away, and how to say less."""

SMALLEST_CLASS = 1024


def size_class(length: int) -> int:
    """The power of two, at least 1,024, that ``length`` bytes fit into: what the portal says in the open."""
    return max(SMALLEST_CLASS, 1 << max(length - 1, 0).bit_length())


def padded_length(length: int) -> int:
    """A length that tells at most O(log log n) bits about ``length`` and costs at most 12 % (the Padmé rule)."""
    if length <= SMALLEST_CLASS:
        return SMALLEST_CLASS
    exponent = length.bit_length() - 1
    spare_bits = exponent - exponent.bit_length()
    mask = (1 << spare_bits) - 1
    return (length + mask) & ~mask


def padded_json(document: bytes) -> bytes:
    """A JSON text followed by as many spaces as hide its exact length; any parser reads it unchanged.

    Sealing keeps the length of what it seals, so a payload is padded before it is sealed.
    """
    return document.ljust(padded_length(len(document)))
