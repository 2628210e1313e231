"""Goals of visions, and how documents stand to them: match, verify, align, thread, check."""
