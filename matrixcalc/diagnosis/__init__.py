"""What to say of a claim beyond true or false.

An exact counterexample, the conventions and assumptions under which a false
claim is true, and what a true one silently needs.
"""
