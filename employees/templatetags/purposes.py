"""What the reader of another's file reads it for, and where he says something else."""

from django import template

from employees.purposes.words import purpose_of, purposes_of

register = template.Library()


@register.inclusion_tag("employees/purposes/_control.html", takes_context=True)
def reading_purpose(context):
    request = context["request"]
    return {
        "purpose": purpose_of(request),
        "choices": purposes_of(request.user),
        "here": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }
