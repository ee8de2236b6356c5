"""Why the system or the database could not do what was wanted, in the words of the person's language."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

from passerella.texts.label import Label, _

_SYSTEM = {
    errno.EACCES: _("you have no right to it"),
    errno.EPERM: _("you have no right to it"),
    errno.EROFS: _("it can only be read there"),
    errno.ENOSPC: _("the disk is full"),
    errno.EDQUOT: _("your part of the disk is full"),
    errno.EIO: _("the disk or the network does not answer properly"),
    errno.ENOENT: _("the folder or file is not there"),
    errno.ENOTDIR: _("the folder is not there"),
    errno.EISDIR: _("it is a folder"),
    errno.ENAMETOOLONG: _("the name is too long"),
    errno.EBUSY: _("another program uses it"),
}
_DATABASE = {
    "SQLITE_FULL": _("the disk is full"),
    "SQLITE_READONLY": _("the file or its folder can only be read"),
    "SQLITE_PERM": _("you have no right to it"),
    "SQLITE_CANTOPEN": _("the file or its folder cannot be opened"),
    "SQLITE_BUSY": _("another program uses the file"),
    "SQLITE_LOCKED": _("another program uses the file"),
    "SQLITE_IOERR": _("the disk or the network does not answer properly"),
    "SQLITE_CORRUPT": _("a part of the file is damaged"),
    "SQLITE_NOTADB": _("it is no database"),
    "SQLITE_CONSTRAINT": _("a value does not go with the others"),
    "SQLITE_TOOBIG": _("a text is too long"),
    "SQLITE_NOMEM": _("the memory is full"),
}

_DAMAGE = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_damage(reason: sqlite3.Error) -> bool:
    """Whether the file itself is at fault, rather than what may be done with it now."""
    return getattr(reason, "sqlite_errorcode", 0) & 0xFF in _DAMAGE


def why(reason: OSError | sqlite3.Error) -> Label | str:
    """The reason in words; what has none is told as the system says it."""
    if isinstance(reason, OSError):
        return _SYSTEM.get(reason.errno or 0, reason.strerror or str(reason))
    name = "_".join(getattr(reason, "sqlite_errorname", "").split("_")[:2])
    return _DATABASE.get(name, str(reason))


def trouble(error: BaseException) -> Label | None:
    """What an error that no one expected says to a person, None when that is nothing of use."""
    if isinstance(error, sqlite3.Error):
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return _("A part of the workspace is damaged. It is left as it is; open a backup copy.")
        label = _("The workspace does not answer: {reason}. What was saved is kept; open it again.")
        return label(reason=why(error))
    if isinstance(error, OSError) and error.filename:
        name = Path(os.fsdecode(error.filename)).name
        return _("{name} cannot be used: {reason}.")(name=name, reason=why(error))
    return None
