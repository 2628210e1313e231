"""Load and memory of the HTTP service, beside a bare endpoint."""
