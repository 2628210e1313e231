"""The HTTP service: translates requests, calls the front door, shows."""
