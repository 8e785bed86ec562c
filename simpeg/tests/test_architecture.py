"""The import rules of STYLE.md and other habits that rot silently, checked on every run.

Apps form a ladder and import downwards only; in an app the domain never imports the screen. What templates may hold
is checked in simpeg/web/tests/test_templates.py.
"""

import ast
import inspect
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model

from simpeg.tests.routes import all_routes

BASE = settings.BASE_DIR
FLOOR = {
    f"simpeg.{app}"
    for app in ("core", "web", "law", "audit", "jobs", "notices", "accounts", "reports", "imports", "scans", "letters")
}
BUILDING = FLOOR | {"employees"}
MAY_IMPORT = {
    "simpeg.embedded": set(),
    "simpeg.core": {"simpeg.embedded"},
    "simpeg.scans": set(),
    "simpeg.letters": set(),
    "simpeg.web": {"simpeg.core"},
    "simpeg.law": {"simpeg.core", "simpeg.web", "simpeg.audit"},
    "simpeg.audit": {"simpeg.core", "simpeg.web"},
    "simpeg.jobs": {"simpeg.core", "simpeg.web", "simpeg.audit"},
    "simpeg.notices": {"simpeg.core", "simpeg.web"},
    "simpeg.accounts": {"simpeg.core", "simpeg.web", "simpeg.audit"},
    "simpeg.reports": {"simpeg.core", "simpeg.web", "simpeg.audit", "simpeg.jobs"},
    "simpeg.imports": {
        "simpeg.core",
        "simpeg.web",
        "simpeg.audit",
        "simpeg.accounts",
        "simpeg.jobs",
        "simpeg.reports",
    },  # fmt: skip
    "employees": FLOOR,
    "training": BUILDING,
    "performance": BUILDING,
    "recruitment": BUILDING,
    "simpeg.roles": BUILDING | {"training", "performance", "recruitment"},
    "simpeg.home": BUILDING | {"training", "performance", "recruitment", "simpeg.roles"},
    "simpeg.demo": BUILDING | {"training", "performance", "recruitment", "simpeg.roles"},
    "simpeg.settings": {"simpeg.embedded"},
}
OURS = {*MAY_IMPORT, "simpeg.testing"}

# The files of one topic, each of which may import those before it.
ORDER = [
    {"models"},
    {"rules", "queries"},
    {"services"},
    {"forms", "filters", "reports", "imports", "tasks", "admin"},
    {"views"},
    {"urls"},
]
DOMAIN = {"models", "rules", "queries", "services"}
SCREEN_OF_DJANGO = ("django.http", "django.shortcuts", "django.template", "django.forms", "django.contrib.messages")
VAGUE = {"utils", "util", "helpers", "helper", "misc", "common", "tools", "stuff", "base", "manager", "managers"}
MAY_READ_ENVIRONMENT = ("simpeg/settings.py", "simpeg/embedded/", "manage.py", "simpeg/wsgi.py", "simpeg/celery.py")
# Words that open a hole, and the one place that may use one.
HOLES = {
    r"\bmark_safe\b|\bSafeString\b": (),
    r"\bcsrf_exempt\b": (),
    r"(?<![.\w])(?:eval|exec)\(": (),
    r"\b(?:pickle|marshal|shelve)\b": (),
    r"\bimport (?:requests|httpx|urllib3|aiohttp|socket|http\.client|urllib\.request)\b": (
        "simpeg/core/management/commands/up.py",  # asks its own child whether it answers
        "simpeg/embedded/",
    ),
    r"\bsubprocess\b": ("simpeg/core/management/commands/up.py", "simpeg/embedded/"),
    r"verify=False|_create_unverified_context": (),
}


def test_the_ladder_names_every_package():
    packages = {path.parent for path in (*BASE.glob("*/__init__.py"), *BASE.glob("simpeg/*/__init__.py"))}
    named = {dotted(path) for path in packages} - {"simpeg", "simpeg.tests"}

    assert named <= OURS


@pytest.mark.parametrize("rung", MAY_IMPORT)
def test_apps_import_downwards_only(rung):
    offenders = {
        f"{path.relative_to(BASE)} imports {name}"
        for path in modules(rung)
        for name in imports(path)
        if rung_of(name) not in (None, rung, *MAY_IMPORT[rung])
    }

    assert offenders == set()


@pytest.mark.parametrize("rung", MAY_IMPORT)
def test_files_of_a_topic_import_only_those_before_them(rung):
    offenders = {
        f"{path.relative_to(BASE)} imports {name}"
        for path in modules(rung)
        for name in imports(path)
        if rung_of(name) and place(path) is not None and (place(module_of(name)) or 0) > place(path)
    }

    assert offenders == set()


@pytest.mark.parametrize("rung", MAY_IMPORT)
def test_the_domain_knows_nothing_of_requests_and_pages(rung):
    offenders = {
        f"{path.relative_to(BASE)} imports {name}"
        for path in modules(rung)
        if DOMAIN & {path.stem, path.parent.name}
        for name in imports(path)
        if name.startswith(SCREEN_OF_DJANGO)
    }

    assert offenders == set()


def test_builders_of_tests_are_used_by_tests_only():
    users = [path for rung in MAY_IMPORT for path in modules(rung) for name in imports(path) if ".testing" in name]

    assert users == []


def test_modules_are_named_after_what_they_hold():
    assert [path for path in our_files() if path.stem in VAGUE and "management" not in path.parts] == []


def test_only_settings_reads_the_environment():
    readers = {
        str(path.relative_to(BASE))
        for path in our_files()
        if re.search(r"os\.environ|getenv|import environ|from os import .*environ", path.read_text(encoding="utf-8"))
    }

    assert {path for path in readers if not path.startswith(MAY_READ_ENVIRONMENT)} == set()


@pytest.mark.parametrize("hole", HOLES)
def test_words_that_open_a_hole_are_not_used(hole):
    users = {str(path.relative_to(BASE)) for path in our_files() if re.search(hole, path.read_text(encoding="utf-8"))}

    assert {path for path in users if not HOLES[hole] or not path.startswith(HOLES[hole])} == set()


def test_every_view_says_which_methods_it_answers():
    offenders = set()
    for route in all_routes():
        view = route.view
        if not view.__module__.startswith(("simpeg", "employees", "training", "performance", "recruitment")):
            continue
        if hasattr(view, "view_class"):
            if set(view.view_class.http_method_names) > {"get", "head", "post"}:
                offenders.add(route.name)
        elif not any(name.startswith("require_") for name in decorators(inspect.unwrap(view))):
            offenders.add(route.name)

    assert {name for name in offenders if not name.startswith("admin")} == set()  # there our site decides


def test_every_model_with_a_person_says_who_may_see_it():
    person = {apps.get_model("employees", "Employee"), get_user_model()}
    ours = [model for model in apps.get_models() if model.__module__.startswith(tuple(MAY_IMPORT))]
    with_a_person = [
        model
        for model in ours
        if model in person
        or any(field.is_relation and field.concrete and field.related_model in person for field in model._meta.fields)
    ]

    assert [model._meta.label for model in with_a_person if not hasattr(model._default_manager, "visible_to")] == []


def test_files_stay_short_enough_to_read():
    assert [path for path in our_files() if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []


# -- Reading the code -----------------------------------------------------------------------------------------------


@cache
def our_files():
    """Every Python file that runs in production."""
    return [path for rung in MAY_IMPORT for path in modules(rung)] + [BASE / "manage.py"]


@cache
def modules(rung):
    path = BASE / rung.replace(".", "/")
    files = path.rglob("*.py") if path.is_dir() else [path.with_suffix(".py")]
    return [file for file in files if not {"tests", "migrations", "conftest.py"} & set(file.parts)]


@cache
def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path):
    names = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return names


def rung_of(name):
    """The rung that a dotted name belongs to, if it is ours."""
    return next((rung for rung in OURS if f"{name}.".startswith(f"{rung}.")), None)


def module_of(name):
    """The file that a dotted name stands in."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        path = BASE.joinpath(*parts[:length])
        if path.with_suffix(".py").exists():
            return path.with_suffix(".py")
        if (path / "__init__.py").exists():
            return path / "__init__.py"
    raise AssertionError(f"{name} is nowhere")


def place(path):
    """Where a file stands in ORDER; None for one with a name of its own."""
    name = path.parent.name if path.parent.name == "models" or path.stem == "__init__" else path.stem
    if path.stem == "__init__" and name != "models":
        return None
    return next((number for number, names in enumerate(ORDER) if name in names), None)


def dotted(folder):
    return ".".join(folder.relative_to(BASE).parts)


def decorators(function):
    tree = parsed(Path(inspect.getsourcefile(function)))
    found = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == function.__name__)
    return [ast.unparse(decorator) for decorator in found.decorator_list]
