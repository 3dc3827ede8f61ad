"""Captures in, articles out: cleaned text that maps back to the input."""
