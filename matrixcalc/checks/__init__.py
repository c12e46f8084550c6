"""The checks: independent ways of examining one claim, none of which knows another."""
