"""A Slack for tests: signed requests, a Web API with its limits, Socket Mode, faults on demand."""
