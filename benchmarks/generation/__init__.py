"""Measures of generated answers: how well sentences are checked, and what real models make."""
