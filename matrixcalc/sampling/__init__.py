"""Points, directions and sizes at which a claim is tried exactly.

A point is drawn from exactly the set that the declarations describe, never
from a smaller one: on symmetric data every lost transpose passes.
"""
