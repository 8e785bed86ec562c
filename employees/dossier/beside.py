"""What the apps above say of a person beside his file. They register it when they start; the file asks nobody by name.

    @beside
    def index(user, employee):
        return "training/professionalism/_panel.html", {"score": ...}  # or None

Its template finds that as `panel`. A panel has its own rules of who sees it: that somebody may open the file does not
say that he may read what stands beside it. It is asked of today's file only.
"""

_panels = []


def beside(panel):
    """Register a function of (user, employee) that returns a template with its context, or None."""
    _panels.append(panel)
    return panel


def panels_of(user, employee):
    """[(template, context)] of what this user may see beside the file, in the order of their registration."""
    return [found for panel in _panels if (found := panel(user, employee))]
