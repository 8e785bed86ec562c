from django.contrib import messages
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from employees.purposes.words import KEY, purposes_of


@require_POST
def choose(request):
    """From now on, until the session ends, files are read for this."""
    words = request.POST.get("keperluan", "")
    if words in purposes_of(request.user):
        request.session[KEY] = words
        messages.success(request, f"Data dibaca untuk: {words}.")
    else:
        messages.error(request, "Keperluan itu tidak ada pada daftar peran Anda. Pilih salah satu dari daftarnya.")
    back = request.POST.get("kembali", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else "home:index")
