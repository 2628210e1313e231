"""Question and passages -> an answer with checked citations, or the plain statement of none."""
