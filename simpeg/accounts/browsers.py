"""What a browser calls itself, in words its owner recognises."""

# The first word found decides: most browsers also claim to be the ones after them.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("UCBrowser", "UC Browser"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
]


def browser_name(user_agent):
    """`Firefox di Windows`; `Peramban lain` for what we do not know."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "Peramban lain")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser} di {system}" if system else browser
