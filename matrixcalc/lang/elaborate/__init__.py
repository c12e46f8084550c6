"""From syntax to typed expressions, by declarations and by what has to fit."""
