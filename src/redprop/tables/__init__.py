"""Files to rows, rows to a tally; the register and the visit log beside them."""
