"""Where the worker looks for tasks."""

from simpeg.notices.mail import mail

__all__ = ["mail"]
