"""The catalogue on the screen: everybody reads it, the training officer keeps it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from simpeg.web.chips import chips, without
from simpeg.web.paging import count_hits, keyset_page
from simpeg.web.replica import reads_only
from training.catalogue import forms, queries, services
from training.catalogue.filters import CatalogueFilter
from training.catalogue.services import CatalogueRefused
from training.models import CatalogueCourse, CourseSession, LearningPath, Topic
from training.sessions.queries import with_counts

READ_OR_WRITE = ["GET", "HEAD", "POST"]
KEEPS = permission_required("training.keep_courses", raise_exception=True)
SESSIONS_SHOWN = 20


def found_or_404(rows, pk):
    if pk >= 2**63:
        raise Http404
    return get_object_or_404(rows, pk=pk)


@require_safe
@reads_only
def index(request):
    """The catalogue: what can be learned, and when it is held next."""
    user, today = request.user, timezone.localdate()
    keeps = user.has_perm("training.keep_courses")
    courses = CatalogueCourse.objects.visible_to(user)
    asked = CatalogueFilter(request.GET, queryset=courses if keeps else courses.filter(is_offered=True))
    valid = asked.form.is_valid()
    rows = asked.qs if valid else courses.none()
    page = keyset_page(queries.with_sessions(rows, today), queries.ORDER, request.GET.get("halaman"))
    context = {
        "filter": asked,
        "chips": chips(request, asked.form),
        "clear": without(request, list(asked.filters)),
        "page": page,
        "hits": count_hits(rows),
        "paths": queries.paths(),
        "keeps": keeps,
    }
    return render(request, "training/catalogue/index.html", context, status=200 if valid else 422)


@require_safe
@reads_only
def detail(request, pk):
    """One course: what it is, what it takes, on which paths it lies, and its sessions."""
    user = request.user
    courses = CatalogueCourse.objects.visible_to(user).select_related("topic").prefetch_related("raises")
    course = found_or_404(courses, pk)
    sessions = with_counts(CourseSession.objects.visible_to(user).filter(course=course))
    context = {
        "course": course,
        "paths": queries.paths().filter(steps__course=course).distinct(),
        "sessions": sessions.select_related("course").order_by("-starts_on", "-pk")[:SESSIONS_SHOWN],
        "keeps": user.has_perm("training.keep_courses"),
    }
    return render(request, "training/catalogue/detail.html", context)


@require_safe
@reads_only
def path(request, pk):
    """A path: its courses in their order, with what each brings."""
    found = found_or_404(queries.paths(), pk)
    steps = list(found.steps.all())
    context = {
        "path": found,
        "steps": steps,
        "hours": sum(step.course.learning_hours for step in steps),
        "keeps": request.user.has_perm("training.keep_courses"),
    }
    return render(request, "training/catalogue/path.html", context)


@require_http_methods(READ_OR_WRITE)
@KEEPS
def topics(request):
    """The topics, and a new one."""
    form = forms.TopicForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (kept := _kept(form, services.keep_topic, by=request.user, **form.cleaned_data))
    ):
        messages.success(request, f"Topik “{kept}” tersimpan.")
        return redirect("courses:topics")
    context = {"form": form, "topics": queries.topics()}
    return render(request, "training/catalogue/topics.html", context, status=422 if form.errors else 200)


@require_http_methods(READ_OR_WRITE)
@KEEPS
def change_topic(request, pk):
    topic = found_or_404(Topic.objects.all(), pk)
    form = forms.TopicForm(request.POST if request.method == "POST" else None, instance=topic)
    if (
        request.method == "POST"
        and form.is_valid()
        and (kept := _kept(form, services.keep_topic, topic, by=request.user, **form.cleaned_data))
    ):
        messages.success(request, f"Topik “{kept}” tersimpan.")
        return redirect("courses:topics")
    context = {"form": form, "topic": topic}
    return render(request, "training/catalogue/topic.html", context, status=422 if form.errors else 200)


@require_http_methods(READ_OR_WRITE)
@KEEPS
def new_course(request):
    return _course_form(request, None)


@require_http_methods(READ_OR_WRITE)
@KEEPS
def change_course(request, pk):
    return _course_form(request, found_or_404(CatalogueCourse.objects.all(), pk))


def _course_form(request, course):
    form = forms.CourseForm(request.POST if request.method == "POST" else None, course=course)
    if (
        request.method == "POST"
        and form.is_valid()
        and (kept := _kept(form, services.keep_course, course, by=request.user, **form.cleaned_data))
    ):
        messages.success(request, f"“{kept}” tersimpan dalam katalog.")
        return redirect(kept)
    context = {"form": form, "course": course, "has_topics": Topic.objects.exists()}
    return render(request, "training/catalogue/course_form.html", context, status=422 if form.errors else 200)


@require_http_methods(READ_OR_WRITE)
@KEEPS
def new_path(request):
    return _path_form(request, None)


@require_http_methods(READ_OR_WRITE)
@KEEPS
def change_path(request, pk):
    return _path_form(request, found_or_404(LearningPath.objects.prefetch_related("steps"), pk))


def _path_form(request, found):
    form = forms.PathForm(request.POST if request.method == "POST" else None, path=found)
    if (
        request.method == "POST"
        and form.is_valid()
        and (kept := _kept(form, services.keep_path, found, courses=form.courses, by=request.user, **form.values))
    ):
        messages.success(request, f"Jalur “{kept}” tersimpan.")
        return redirect(kept)
    context = {"form": form, "path": found}
    return render(request, "training/catalogue/path_form.html", context, status=422 if form.errors else 200)


def _kept(form, verb, /, *args, **values):
    """What the service kept; None, with its sentence on the form, where it refused."""
    try:
        return verb(*args, **values)
    except CatalogueRefused as refusal:
        form.add_error(None, str(refusal))
        return None
