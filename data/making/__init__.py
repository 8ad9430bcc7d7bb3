"""The parts of `data/make.py`."""
