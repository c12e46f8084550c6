"""Expressions as sums of index networks: the normal form of sums, products and traces."""
