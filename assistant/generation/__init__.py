"""Numbered evidence -> a model's sentences, each checked, or quotes that it picks."""
