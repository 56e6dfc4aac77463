"""The companion starts with the reader's session, by whatever starts programs on that system."""
