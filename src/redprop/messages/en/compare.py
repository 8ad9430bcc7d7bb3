"""Texts of `redprop compare`."""

TEXTS: dict[str, str] = {}
