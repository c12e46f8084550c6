"""Reading: from a document's text to statements, and nothing a document contains is run.

``scan`` finds the mathematics, ``tokens`` and ``parser`` turn it into syntax with
positions, ``elaborate`` into typed expressions.  Nothing here judges a statement.
"""
