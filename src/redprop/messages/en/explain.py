"""Texts of `redprop explain`."""

TEXTS: dict[str, str] = {}
