"""What the bot says of itself, in one place."""

from __future__ import annotations

SEARCHING = "is searching the documents…"
SEARCHING_PRIVATELY = "Searching the documents…"
SOURCES = "Sources:"
NEAREST = "Closest passages:"
CONFLICT = "The documents disagree: "
HELP = (
    "Ask me about the visions, strategies and board papers: mention me with your question, write "
    "to me directly, or use /golden-thread QUESTION for an answer that only you see. I answer "
    "from the documents alone and quote them; when they do not answer, I say so."
)
LATER = (
    "I cannot look into the documents at the moment. "
    "I will answer here when I can, if that is within ten minutes."
)
GAVE_UP = "I could not look into the documents. Please ask again later."
APOLOGY = "Something went wrong here, and it has been noted. Reference: "
