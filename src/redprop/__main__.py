"""`redprop` and `python -m redprop`."""

from redprop.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
