"""Folders -> files -> documents, with their manifest; the only package that knows corpus/."""
