"""Tables of statements with known truth, on which the checks are tested."""
