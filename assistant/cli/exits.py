"""The exit codes of INTERFACES.md."""

FAILED = 1
BAD_USAGE = 2
NOTHING_FOUND = 3
