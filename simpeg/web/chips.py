"""The filters at work on a list, as chips: each says what it is and can be taken away alone."""


def chips(request, form, *, also=()):
    """`[{"label", "value", "href"}]` for every filled field of a filter form.

    `also` names parameters that a removed chip takes with it; the page cursor always goes.
    """
    found = []
    for bound in form:
        raw = request.GET.get(bound.html_name, "").strip()
        if raw:
            dropped = [bound.html_name, *also]
            found.append({"label": bound.label, "value": _shown(bound, form, raw), "href": without(request, dropped)})
    return found


def without(request, names):
    """This page's address without some parameters, and from the beginning of the list."""
    query = request.GET.copy()
    for name in (*names, "halaman"):
        query.pop(name, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _shown(bound, form, raw):
    if bound.html_name in form.errors:
        return f"{raw} (tidak dikenal)"
    choices = getattr(bound.field, "choices", None)
    return dict(_flat(choices)).get(raw, raw) if choices is not None else raw


def _flat(choices):
    """Choices without their groups, keys as text."""
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield str(key), label
