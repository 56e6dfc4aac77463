"""What a reader chooses: the one table of settings, and what is made of its values."""
