"""The bank of right and wrong answers, by which the checks themselves are tested."""
