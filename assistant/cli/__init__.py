"""The command line: one short function a command, a file a family."""
