"""What every answer carries, whoever gives it: a page, an error, a file, a refusal."""

from django.conf import settings

# Browser features that a personnel system has no use for; each with an empty list of who may use it.
UNUSED_FEATURES = [
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "xr-spatial-tracking",
]


class SecurityHeaders:
    """Stands outside all others, so that their refusals carry the headers too.

    Past the login check nothing is kept by browsers or proxies; static files keep the lifetime their server gives.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.headers = {
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
            "Content-Security-Policy": settings.CONTENT_SECURITY_POLICY,
        }
        self.lasting = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", self.lasting)
        if hasattr(request, "user"):
            response.headers["Cache-Control"] = "no-store"
        return response
