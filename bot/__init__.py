"""The Slack voice: translates events, calls the front door, shows answers in Slack."""
