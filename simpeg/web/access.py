from functools import wraps

from django.core.exceptions import PermissionDenied


def any_permission_required(*permissions):
    """The view answers whoever holds one of these; others get 403. What they then see, `visible_to` decides."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not any(request.user.has_perm(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
