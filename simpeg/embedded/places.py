"""Where the embedded servers live on disk, which account runs them, and where their programs are."""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
LONGEST_SOCKET_PATH = 100  # the kernel allows 107 bytes on Linux and 103 on macOS
QUIET_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "HOME": "/"}


class EmbeddedError(RuntimeError):
    """The embedded servers cannot run; the text tells the person at the terminal what to do."""


@dataclass(frozen=True)
class Places:
    """One data folder and the account that its servers run as (None: the account we already are)."""

    data: Path
    account: pwd.struct_passwd | None

    @property
    def sockets(self) -> Path:
        """Sockets and locks; a path too long for a socket moves to /tmp, under a name nobody else computes."""
        beside_the_data = self.data / "run"
        if len(os.fsencode(beside_the_data / ".s.PGSQL.5432.lock")) <= LONGEST_SOCKET_PATH:
            return beside_the_data
        owner = self.account.pw_uid if self.account else os.geteuid()
        return Path(f"/tmp/simpeg-{owner}-{_digest(self.data)}")

    @property
    def log(self) -> Path:
        return self.data / "log"

    def create(self):
        try:
            self.data.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                self.data.mkdir(mode=0o700)
                if self.account:  # root keeps the folder; the servers' group may only pass through it
                    os.chown(self.data, 0, self.account.pw_gid)
                    self.data.chmod(0o710)
            self.own_folder(self.sockets)
            self.log.mkdir(mode=0o700, exist_ok=True)
        except OSError as refused:
            raise EmbeddedError(
                f"Folder data {self.data} tidak dapat dipakai oleh akun ini ({refused.strerror}: {refused.filename}). "
                "Jalankan SIMPEG dengan akun pemilik folder itu, atau pilih folder lain dengan SIMPEG_DATA_DIR."
            ) from refused

    def own_folder(self, folder):
        """Make a folder that only the servers' account (and root) can open."""
        folder.mkdir(mode=0o700, exist_ok=True)
        owner = self.account.pw_uid if self.account else os.geteuid()
        if self.account and folder.stat().st_uid == 0:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        elif folder.stat().st_uid != owner:
            raise EmbeddedError(
                f"Folder {folder} milik akun lain. Jalankan SIMPEG dengan akun pemiliknya, "
                "atau pilih folder lain dengan SIMPEG_DATA_DIR."
            )

    def run(self, command, **options):
        """Run one program to its end as the servers' account."""
        return subprocess.run(
            command,
            cwd="/",
            env=QUIET_ENVIRONMENT,
            capture_output=True,
            text=True,
            **_identity(self.account),
            **options,
        )

    def program(self, package, pattern, *parts) -> Path:
        """The installed program of a package.

        Where the servers' account cannot reach it (a closed home above the virtual environment), the package's `parts`
        are copied beside the data rather than the parents opened up.
        """
        installed = distribution(package)
        site = Path(installed.locate_file(""))
        if self.account is None or self._can_run(_only(site, pattern)):
            return _only(site, pattern)
        shelf = self.data / "programs"
        shelf.mkdir(exist_ok=True)
        shelf.chmod(0o711)
        copy = shelf / f"{package}-{installed.version}"
        if not copy.exists():
            for old in shelf.glob(f"{package}-*"):
                shutil.rmtree(old)
            unfinished = Path(tempfile.mkdtemp(prefix=f"{package}-unfinished-", dir=shelf))
            for part in parts:
                leave_out = shutil.ignore_patterns("include", "*.a", "pgxs")
                shutil.copytree(site / part, unfinished / part, symlinks=True, ignore=leave_out)
            subprocess.run(["chmod", "-R", "a+rX", unfinished], check=True)
            unfinished.rename(copy)
        return _only(copy, pattern)

    def _can_run(self, program):
        try:
            return self.run([program, "--version"]).returncode == 0
        except PermissionError:
            return False


def find_places(data_dir=None) -> Places:
    """`data_dir`, else SIMPEG_DATA_DIR, else .data of the checkout or, if the servers cannot enter that, /var/lib."""
    chosen = data_dir or os.environ.get("SIMPEG_DATA_DIR")
    data = Path(chosen or CHECKOUT / ".data").resolve()
    if os.geteuid() != 0:
        _require_passwd_entry()
        return Places(data, None)
    account = _server_account(data)
    if _can_enter(account, data):
        return Places(data, account)
    if chosen:
        raise EmbeddedError(
            f"Akun {account.pw_name}, yang menjalankan PostgreSQL, tidak dapat masuk ke {data} karena folder itu "
            "atau folder di atasnya tertutup. Pilih folder lain dengan SIMPEG_DATA_DIR, atau isi DATABASE_URL."
        )
    return Places(Path(f"/var/lib/simpeg-{_digest(CHECKOUT)}"), account)


def _server_account(data):
    """PostgreSQL refuses to run as root: take the account that owns the data, else postgres or nobody."""
    owner = data.stat().st_uid if data.exists() else 0
    try:
        if owner:
            return pwd.getpwuid(owner)
        names = {entry.pw_name: entry for entry in pwd.getpwall()}
        return names.get("postgres") or names["nobody"]
    except KeyError:
        raise EmbeddedError(
            "SIMPEG dijalankan sebagai root dan tidak ada akun (postgres atau nobody) untuk menjalankan PostgreSQL. "
            "Buat salah satunya, jalankan dengan akun biasa, atau isi DATABASE_URL."
        ) from None


def _require_passwd_entry():
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        raise EmbeddedError(
            f"Akun dengan uid {os.geteuid()} tidak terdaftar di sistem ini, padahal PostgreSQL memerlukannya. "
            "Jalankan dengan akun yang terdaftar, atau isi DATABASE_URL."
        ) from None


def _can_enter(account, folder):
    """Ask the system itself: permissions of every parent, ACLs and mounts all have a say."""
    while not folder.exists():
        folder = folder.parent
    return (
        subprocess.run(["/bin/sh", "-c", 'cd "$0"', folder], capture_output=True, **_identity(account)).returncode == 0
    )


def _only(folder, pattern):
    (match,) = folder.glob(pattern)
    return match


def _identity(account):
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


def _digest(path):
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
