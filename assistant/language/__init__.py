"""Plain-language tools that every stage may use: sentences, terms, numbers and names."""
