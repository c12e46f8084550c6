"""Large primes for exact evaluation: one fixed, others drawn from a seed.

A prime drawn from a seed that depends on the claim cannot divide a number that
somebody wrote into the claim, except by accident.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from math import gcd, isqrt, prod

MERSENNE = 2**127 - 1
"""The fixed prime."""

_BASES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)


def is_prime(k: int) -> bool:
    """Whether k is prime, by the Miller–Rabin test to the first twelve primes.

    Certain below 3·10²⁴; for larger numbers that were drawn at random the
    probability of an error is below 2⁻⁸⁰.
    """
    if k < 2:
        return False
    for small in _BASES:
        if k % small == 0:
            return k == small
    odd, twos = k - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    return all(_passes(k, odd, twos, base) for base in _BASES)


def _passes(k: int, odd: int, twos: int, base: int) -> bool:
    x = pow(base, odd, k)
    if x in (1, k - 1):
        return True
    for _ in range(twos - 1):
        x = x * x % k
        if x == k - 1:
            return True
    return False


SQUARES = 8 * prod(_BASES[1:])
"""Eight times the odd primes up to 37: 46 bits, which leave 80 to be drawn."""

_SIEVE = tuple(k for k in range(3, 1500, 2) if all(k % d for d in range(3, isqrt(k) + 1, 2)))
_PRODUCT = prod(k for k in _SIEVE if k < 400)


@lru_cache(maxsize=256)
def random_prime(seed: str) -> int:
    """A prime of 127 bits, drawn from the seed, modulo which small primes are squares.

    It is −1 modulo `SQUARES`, so by quadratic reciprocity every number without a
    prime factor above 37 is a square, as positive numbers are, and −1 is not.
    """
    rng = random.Random(f"prime {seed}")
    while True:
        candidate = (rng.getrandbits(126) | (1 << 126)) // SQUARES * SQUARES - 1
        if gcd(candidate, _PRODUCT) == 1 and is_prime(candidate):
            return candidate


@lru_cache(maxsize=256)
def random_safe_prime(seed: str) -> int:
    """A prime p = 2q + 1 of 127 bits with q prime, drawn from the seed.

    The squares modulo such a prime form a group of prime order q.  Like other
    primes it is −1 modulo `SQUARES`, so that small numbers are squares.
    """
    rng = random.Random(f"safe prime {seed}")
    while True:
        start = (rng.getrandbits(125) | (1 << 125)) // _STEP * _STEP - 1
        for q in _survivors(start, 6000):
            if pow(2, q - 1, q) == 1 and is_prime(q) and is_prime(2 * q + 1):
                return 2 * q + 1


_STEP = SQUARES // 2


def _survivors(start: int, count: int) -> Iterator[int]:
    """The numbers q = start + j `_STEP` for which neither q nor 2q + 1 has a small factor."""
    crossed = bytearray(count)
    for k in (k for k in _SIEVE if k not in _BASES):
        inverse, half = pow(_STEP, -1, k), pow(2, -1, k)
        for root in (0, (k - 1) * half % k):
            # start + offset _STEP ≡ root (mod k)
            offset = (root - start) * inverse % k
            crossed[offset::k] = b"\x01" * len(range(offset, count, k))
    return (start + _STEP * j for j in range(count) if not crossed[j])


SMALL = 1 << 30
"""Numerators and denominators up to this are taken for those of a rational number."""


def rational(x: int, p: int) -> Fraction | None:
    """The rational number with small numerator and denominator that x is modulo p, or None.

    By the Euclidean algorithm (Wang 1981).  A random residue is one with
    probability below 2⁻⁶⁴.
    """
    top, below, top_factor, factor = p, x % p, 0, 1
    while below > SMALL:
        quotient = top // below
        top, below = below, top - quotient * below
        top_factor, factor = factor, top_factor - quotient * factor
    return Fraction(below, factor) if 0 < abs(factor) <= SMALL else None


def rational_square_root(x: int, p: int) -> Fraction | None:
    """The positive rational number of which x is the square modulo p, or None."""
    value = rational(x, p)
    if value is None or value < 0:
        return None
    top, below = isqrt(value.numerator), isqrt(value.denominator)
    if top * top != value.numerator or below * below != value.denominator:
        return None
    return Fraction(top, below)


def rational_root(x: int, p: int) -> int | None:
    """The positive root modulo p where x is the square of a rational number, else None."""
    root = rational_square_root(x, p)
    return None if root is None else root.numerator * pow(root.denominator, -1, p) % p
