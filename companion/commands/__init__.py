"""The words of the command line, one file each; each file's `command` is what runs."""
