"""What is said where a letter, a template or a number cannot be had."""


class LetterRefused(Exception):
    """Nothing was issued or kept; the message says what was met, why, and what to do now."""


class NotGranted(LetterRefused):
    """The right that the letter tells of cannot be put into the file now; the message says why."""


class AlreadyTold(LetterRefused):
    """The person has a standing letter about this already."""
