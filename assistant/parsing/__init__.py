"""Files -> canonical text and blocks; one format a module."""
