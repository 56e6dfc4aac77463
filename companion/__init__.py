"""The companion: a local server that gives posts kind notes, on the reader's own machine."""
