"""What happens at the doors, kept: who entered, left, was refused or locked out."""

from ipaddress import ip_address

from simpeg.accounts.models import SecurityEvent

Kind = SecurityEvent.Kind


def address_of(request):
    """The address a request came from, as the server or a trusted proxy saw it; None over a unix socket."""
    try:
        return str(ip_address(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return None


def note_event(kind, *, user=None, by=None, request=None):
    SecurityEvent.objects.create(kind=kind, user=user, by=by, address=address_of(request) if request else None)
