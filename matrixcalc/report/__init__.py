"""Writers: a report as text for a terminal, or as JSON.

They read plain data and import no engine.
"""
