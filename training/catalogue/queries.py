"""What the catalogue shows: courses with their coming sessions, topics with their paths."""

from django.db.models import Count, Min, Prefetch, Q

from training.models import CourseSession, LearningPath, PathStep, Topic

ORDER = ["name", "pk"]


def with_sessions(courses, day):
    """Courses with the day of their next open session and how many there are."""
    coming = Q(sessions__status=CourseSession.Status.OPEN, sessions__enrol_until__gte=day)
    return courses.select_related("topic").annotate(
        next_on=Min("sessions__starts_on", filter=coming), open_sessions=Count("sessions", filter=coming)
    )


def topics():
    """Topics with the number of courses offered, those of information technology first."""
    return Topic.objects.annotate(offered=Count("courses", filter=Q(courses__is_offered=True)))


def paths():
    steps = PathStep.objects.select_related("course").order_by("place")
    return LearningPath.objects.select_related("topic").prefetch_related(Prefetch("steps", queryset=steps))
