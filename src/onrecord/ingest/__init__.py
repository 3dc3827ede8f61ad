"""Bytes in, captures out."""
