"""Grade one submission: files in, graded notebook out."""
