"""Large primes for exact evaluation: one fixed, others drawn from a seed.

A prime drawn from a seed that depends on the claim cannot divide a number that
somebody wrote into the claim, except by accident.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
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


_SIEVE = tuple(k for k in range(3, 1500, 2) if all(k % d for d in range(3, isqrt(k) + 1, 2)))
_PRODUCT = prod(k for k in _SIEVE if k < 400)


@lru_cache(maxsize=256)
def random_prime(seed: str) -> int:
    """A prime of 127 bits, 3 modulo 4, drawn from the seed."""
    rng = random.Random(f"prime {seed}")
    while True:
        candidate = rng.getrandbits(127) | (1 << 126) | 3
        if gcd(candidate, _PRODUCT) == 1 and is_prime(candidate):
            return candidate


@lru_cache(maxsize=256)
def random_safe_prime(seed: str) -> int:
    """A prime p = 2q + 1 of 127 bits with q prime, drawn from the seed.

    The squares modulo such a prime form a group of prime order q.  It is 7 modulo
    8, so that 2 is a square and has a logarithm; so is 3.
    """
    rng = random.Random(f"safe prime {seed}")
    while True:
        start = rng.getrandbits(126) | (1 << 125) | 1
        for q in _survivors(start, 6000):
            if q % 4 == 3 and pow(2, q - 1, q) == 1 and is_prime(q) and is_prime(2 * q + 1):
                return 2 * q + 1


def _survivors(start: int, count: int) -> Iterator[int]:
    """The odd numbers q from `start` for which neither q nor 2q + 1 has a small factor."""
    crossed = bytearray(count)
    for k in _SIEVE:
        half = pow(2, -1, k)
        for root in (0, (k - 1) * half % k):
            # start + 2 offset ≡ root (mod k)
            offset = (root - start) * half % k
            crossed[offset::k] = b"\x01" * len(range(offset, count, k))
    return (start + 2 * j for j in range(count) if not crossed[j])
