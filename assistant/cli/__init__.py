"""The command line: one short function a command, a file a family."""

from assistant.cli.main import main

__all__ = ["main"]
