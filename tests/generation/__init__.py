"""Tests of the answers that language models write or pick."""
