"""What the bot says of itself, in one place."""

from __future__ import annotations

SEARCHING = "is searching {}…"
SEARCHING_PRIVATELY = "Searching the documents…"
SEARCHING_DOCUMENTS = "Searching the documents"
CHECKING_DRAFT = "Checking your draft"
DRAWING = "Drawing up the matrix"
WRITING = "Writing; every sentence is checked before it is shown"
MENDING = "Writing again what the documents do not carry"
READING = "Looking it up…"
SOURCES = "Sources:"
NEAREST = "Closest passages:"
UNDERSTOOD = "Understood as: "
DISAGREE = "documents disagree"
CONFLICT = f"The {DISAGREE}: "
HELP = (
    "Ask me about the visions, strategies and board papers: mention me with your question, write "
    "to me directly, or use /golden-thread QUESTION for an answer that only you see. I answer "
    "from the documents alone and quote them; when they do not answer, I say so.\n"
    "Drop a draft in a message to me, and I check it against the vision. Ask for the alignment "
    "matrix, and you get it as a file."
)
EXAMPLES = (
    "What does the vision say about housing?",
    "Which strategies serve the ambition for good health?",
    "What has the board decided on climate?",
)
LATER = (
    "I cannot look into the documents at the moment. "
    "I will answer here when I can, if that is within ten minutes."
)
GAVE_UP = "I could not look into the documents. Please ask again later."
APOLOGY = "Something went wrong here, and it has been noted. Reference: "
TOO_LONG = "Your question is longer than 2,000 characters. Please ask it in fewer."
THANKS = "Thank you, noted."
QUESTION = "Question: "
MORE_FOR_YOU = (
    "You may read more on this than everyone in this channel. Shall I answer you in a direct "
    "message? Only you see this note."
)
ANSWER_PRIVATELY = "Answer me directly"
INVITE = "I am not in this channel. Invite me first, then share again."
SHARED = "Shared in the channel."
CHECKING = "is checking your draft…"
MAKING_MATRIX = "is drawing up the matrix…"
CHECKED_DIRECTLY = "I am checking it, and will send you the report directly."
DROP_DRAFT = (
    "Drop the draft here, or write to me directly and drop it there: I check it against the vision "
    "and give you the report as a file. I read PDF, Word, PowerPoint, HTML, Markdown and text."
)
UNREAD_DRAFT = (
    "I cannot read files of this kind. I read PDF, Word, PowerPoint, HTML, Markdown and text."
)
LARGE_DRAFT = "This file is too large for me: I read up to 20 MB."
EMPTY_DRAFT = "There is nothing in it that I could check."
GONE_DRAFT = "I cannot get this file from Slack. Share it here once more, please."
OUTSIDE_DRAFT = (
    "This file lies outside Slack, where I cannot read it. Upload it here as a file, please."
)
MORE_DRAFTS = "I check {} files at a time. Send me the others in another message, please."
ANSWERED_WORDS = "I cannot read {}, so I answered your words alone."
NO_VISION = "There is no vision with ambitions among the documents that may be read here."
MANY_VISIONS = "There are several visions. Ask again and name one of them:\n"
SENT_DIRECTLY = "The file is in your direct messages with me."
