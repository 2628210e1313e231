"""Question sets and public benchmarks -> how well retrieval finds what is needed."""
