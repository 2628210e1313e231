"""`python -m assistant.cli` is `golden-thread`."""

from assistant.cli.main import main

main()
