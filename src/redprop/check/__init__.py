"""A rubric held against sense: its examples run on the engine, and the marks that are really in force."""
