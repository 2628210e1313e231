"""A fake service of language models on loopback: it says what it is told, and misbehaves."""
