import logging
import re

# PostgreSQL quotes the row that it refused, address and all; what follows is our own traceback again.
QUOTED_ROW = re.compile(r"^DETAIL:.*?(?=\n\n|\nTraceback|\Z)", re.MULTILINE | re.DOTALL)
NIK = re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])")


class WithoutPeople(logging.Formatter):
    """Writes what happened into the log, and leaves out the data of the person it happened to."""

    def format(self, record):
        text = QUOTED_ROW.sub("DETAIL: (tidak dicatat)", super().format(record))
        return NIK.sub("(NIK)", text)
