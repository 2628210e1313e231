"""Question -> passages: search every way, fuse, cut."""
