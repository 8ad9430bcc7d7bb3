"""Texts of `redprop rectify`."""

TEXTS: dict[str, str] = {}
