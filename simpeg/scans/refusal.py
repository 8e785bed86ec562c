"""What is said to whoever brings a file that is no sound scan."""


class ScanRefused(Exception):
    """The file is not taken; the message says what it is, why that is refused, and what to do now."""
