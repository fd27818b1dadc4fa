"""Check that the drawing library finds what it needs of the system; as root, install it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = ("libgl1", "libegl1")


def missing_library() -> str:
    """What the dynamic linker says is missing, or nothing."""
    check = subprocess.run(
        [sys.executable, "-c", "import skia"], capture_output=True, text=True, check=False
    )
    return check.stderr.strip().rpartition("\n")[2] if check.returncode else ""


def main() -> int:
    problem = missing_library()
    if not problem:
        return 0
    command = f"apt-get install -y {' '.join(PACKAGES)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(
            f"Drawing needs the system's libGL.so.1 and libEGL.so.1 ({problem}).\n"
            f"On Debian or Ubuntu: sudo {command}\n"
            "On Fedora: sudo dnf install mesa-libGL mesa-libEGL",
            file=sys.stderr,
        )
        return 1
    print(f"Drawing needs libGL.so.1 and libEGL.so.1: installing them ({command})")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    quiet = {"stdout": subprocess.DEVNULL, "env": environment}
    subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)  # type: ignore[call-overload]
    subprocess.run(
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", *PACKAGES],
        check=True,
        **quiet,  # type: ignore[call-overload]
    )
    problem = missing_library()
    if problem:
        print(f"Drawing still does not load: {problem}", file=sys.stderr)
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main())
