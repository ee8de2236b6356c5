"""Who is at the keyboard."""

import getpass


def user_name() -> str:
    """The name the system knows the user by, '?' where it knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"
