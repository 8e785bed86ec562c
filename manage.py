#!/usr/bin/env python
"""Pintu masuk perintah SIMPEG: `python manage.py help`."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpeg.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from simpeg.embedded import EmbeddedError

    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, EmbeddedError) as problem:
        sys.exit(str(problem))
