"""The bot against a Slack of our own, over real HTTP and websockets."""
