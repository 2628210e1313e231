"""Numbered evidence -> a model's sentences, each checked against what it cites, or quotes it picks."""
