"""Texts of `redprop report`."""

TEXTS: dict[str, str] = {}
