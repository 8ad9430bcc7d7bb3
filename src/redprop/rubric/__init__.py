"""YAML to a rubric that is right, or every problem with its place; a rubric to a plan."""
