"""What is said to whoever brings a template that is no sound one."""


class TemplateRefused(Exception):
    """The template is not taken; the message says what was met, where, and what to do now."""
