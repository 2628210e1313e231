"""The words that a question begins with, as patterns: "who", "how"; "is", "does", "will"."""

ASKING = r"(?:who(?:m|se)?|what|which|where|when|why|how)"
AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|must|may|might)"
)
