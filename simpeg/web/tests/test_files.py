import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404

from simpeg.web.files import SEALED, kept_file


def test_a_kept_file_is_sealed_whether_shown_or_saved():
    name = default_storage.save("coba/isi", ContentFile(b"isi"))
    try:
        for inline, disposition in ((True, "inline"), (False, "attachment")):
            answer = kept_file(name, media_type="image/png", file_name="a.png", inline=inline)
            assert b"".join(answer.streaming_content) == b"isi"
            assert answer["Content-Disposition"] == f'{disposition}; filename="a.png"'
            assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == ("nosniff", SEALED)
            answer.close()
    finally:
        default_storage.delete(name)


def test_a_file_that_the_store_has_lost_is_not_there():
    with pytest.raises(Http404, match="tidak ada di penyimpanan"):
        kept_file("coba/hilang", media_type="image/png", file_name="a.png", inline=True)
