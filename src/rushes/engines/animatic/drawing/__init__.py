"""Scenes to pictures."""

from rushes.errors import MissingSystemLibrary

try:
    import skia  # noqa: F401 - only to see whether it loads
except ImportError as error:
    raise MissingSystemLibrary(
        f"drawing needs the system's libGL.so.1 and libEGL.so.1 ({error}); on Debian or Ubuntu: "
        "sudo apt-get install -y libgl1 libegl1, on Fedora: "
        "sudo dnf install mesa-libGL mesa-libEGL"
    ) from error
