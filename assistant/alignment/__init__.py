"""Goals of visions, and how documents stand to them: match, verify, findings, matrix, thread, check."""
