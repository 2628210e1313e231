"""What the service keeps that cannot be rebuilt: keys, answers and feedback, in one SQLite file."""
