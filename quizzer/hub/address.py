"""The address of a server, ``postgresql://...``: read, and shown without its password.

A sign of the password that is not written as %40 and the like may end up in what is read as the host or the database,
and so in a sentence about them. An address in which that can be is refused as a whole.
"""

from __future__ import annotations

import re

from quizzer.errors import WrongUse

_ADDRESS = re.compile(
    r"postgres(?:ql)?://(?:(?P<user>[^@/?:]*)(?::(?P<password>[^@/?]*))?@)?(?P<place>[^@?]*)(?:\?(?P<options>[^@]*))?"
)
_SECRET = re.compile(r"(?:ssl)?password=", re.I)


def has_password(address: str) -> bool:
    """Whether a password stands in the address of a server.

    Raises:
        WrongUse: It is no address, or may be one with a password in the wrong place.
    """
    return without_password(address) != address


def without_password(address: str) -> str:
    """The address of a server with everything but passwords.

    Raises:
        WrongUse: It is no address, or may be one with a password in the wrong place.
    """
    found = _ADDRESS.fullmatch(address)
    if not found or not address.isprintable():
        raise WrongUse(
            "The address of the server cannot be read. It is to be like postgresql://anna:PASSWORD@example.org/school; "
            "in a name or password the signs @ : / ? # % and blanks are written as %40 %3A %2F %3F %23 %25 %20."
        )
    options = [option for option in (found["options"] or "").split("&") if option and not _SECRET.match(option)]
    scheme = address[: address.index("//") + 2]
    user = f"{found['user']}@" if found["user"] else ""
    return f"{scheme}{user}{found['place']}{'?' if options else ''}{'&'.join(options)}"
