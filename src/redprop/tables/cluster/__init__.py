"""Counting on other machines: the same blocks, cut, read and counted there, and their counters added up here."""
