"""Large primes for exact evaluation: one fixed, one drawn from a seed, and safe ones."""

from __future__ import annotations

import random
from functools import lru_cache

MERSENNE = 2**127 - 1
"""The fixed prime."""

_SMALL = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]


def is_prime(k: int) -> bool:
    """Whether k is prime: Miller–Rabin to the first twelve bases and 16 more.

    A composite passes with probability below 4⁻¹⁶ over the further bases.
    """
    if k < 2:
        return False
    for small in _SMALL:
        if k % small == 0:
            return k == small
    odd, twos = k - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    rng = random.Random(k)
    bases = [*_SMALL, *(rng.randrange(41, k - 1) for _ in range(16))]
    return all(_passes(k, odd, twos, base) for base in bases)


def _passes(k: int, odd: int, twos: int, base: int) -> bool:
    x = pow(base, odd, k)
    if x in (1, k - 1):
        return True
    for _ in range(twos - 1):
        x = x * x % k
        if x == k - 1:
            return True
    return False


@lru_cache(maxsize=256)
def random_prime(seed: int) -> int:
    """A prime of 127 bits, 3 modulo 4, drawn from the seed."""
    rng = random.Random(f"prime {seed}")
    while True:
        candidate = rng.getrandbits(127) | (1 << 126) | 3
        if is_prime(candidate):
            return candidate


SAFE_PRIMES: tuple[int, ...] = (
    0x6bec619f15908cf38a1d642fbb45f187,
    0x69a3380e08949081f98f4a53c69aed53,
    0x4fae7ece3204f730d9a4dc4c25e61163,
    0x6e0a87efced9609b55576d26eaeaa1df,
    0x4bc9dfd71d4897f29b2de2c72eeb38f7,
    0x505eca96ba06d1896de632aa35ee4523,
    0x59acfd3f28205deb7416cca36055be6f,
    0x730db03dec9857899470b57522827cdb,
    0x42d7c94a0534a9774dbb02ce6f293817,
    0x6e2912478ceed1e665d2725acb42426f,
    0x4724728aa9cf9439c80f64dc61afb1c7,
    0x74d623f77fc8bd139d8e7e66424f7123,
)
"""Primes p for which (p − 1)/2 is prime too: the squares form a group of prime order."""
