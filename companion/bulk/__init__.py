"""Many posts at once: cut into shares, annotated by one process or many, written in order."""
