"""Chunks -> a snapshot on disk that can be searched; the only package that touches indexes/."""
