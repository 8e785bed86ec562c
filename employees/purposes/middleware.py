from employees.purposes.words import purpose_of
from simpeg.audit.purpose import reading_for


class ReadingPurpose:
    """What a request reads of others is noted with its purpose, which is looked up only when something is read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with reading_for(lambda: purpose_of(request)):
            return self.get_response(request)
