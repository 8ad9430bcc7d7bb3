"""Files as raw tables of text: one module a format, all blind to rubrics and to what a column means."""
