"""What the person at the command line is told in one sentence, instead of a traceback."""


class Trouble(Exception):
    """Something that can go wrong on a healthy machine; the text says what, and what to do."""
