"""Exact and certified arithmetics over which operators' `exact` rules compute.

Every one works with scalars by + − × ÷ alone; none knows a formula of matrix
calculus.  They differ in what a scalar is: a residue modulo a prime, a
rational, a ball, a dual number over any of these, or just a degree bound.
"""
