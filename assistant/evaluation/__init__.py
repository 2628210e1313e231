"""Question files and an assistant -> marks: what was found, answered, cited and refused."""
