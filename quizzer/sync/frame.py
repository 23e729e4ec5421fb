"""The outside of a file that devices exchange: a mark, a version in two bytes, and a compressed frame with a checksum.

It is read without trust: how large it becomes is known before it is unpacked.
"""

from __future__ import annotations

from quizzer.errors import Problem

FORMAT_VERSION = 1
"""Of the files of the log, as this program writes and reads them."""


class DamagedFile(Problem):
    """The bytes are not what any quizzer wrote, or not all of it."""


class NewerFile(Problem):
    """The file is of a version that this quizzer cannot read.

    Attributes:
        version: Of the file.
    """

    def __init__(self, version: int) -> None:
        super().__init__(f"The file was written by a newer quizzer (version {version} of the format).")
        self.version = version


def wrap(content: bytes, mark: bytes, version: int, level: int) -> bytes:
    """The bytes of a file with this content.

    Args:
        mark: What files of the kind begin with.
        version: Of the format, 1..65535.
        level: How hard zstandard is to try, 1..19.
    """
    import zstandard  # on the way to a first card these rooms are lists of names alone

    compressor = zstandard.ZstdCompressor(level=level, write_checksum=True, write_content_size=True)
    return mark + version.to_bytes(2, "little") + compressor.compress(content)


def unwrap(data: bytes, mark: bytes, version: int, most: int) -> bytes:
    """The content of a file.

    Args:
        mark: What files of the kind begin with.
        version: The latest version of the format that can be read.
        most: Bytes of the content, unpacked, at most.

    Raises:
        DamagedFile: It is not what any quizzer wrote, or not all of it.
        NewerFile: This version cannot read it.
    """
    import zstandard

    start = len(mark) + 2
    found = int.from_bytes(data[len(mark) : start], "little")
    if not data.startswith(mark) or len(data) < start or found == 0:
        raise DamagedFile("The file is not one of quizzer's.")
    if found > version:
        raise NewerFile(found)
    frame = data[start:]
    try:
        if not 0 < zstandard.get_frame_parameters(frame).content_size <= most:
            raise DamagedFile("The file would be empty or too large, unpacked.")
        return zstandard.ZstdDecompressor().decompress(frame, max_output_size=most, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise DamagedFile(f"The file cannot be unpacked ({error}).") from None
