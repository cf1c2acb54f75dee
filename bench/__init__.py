"""Measure sweeps and grading against other ways to do the same."""
