"""Earlier turns and a question -> the question as it stands alone; no language model."""
