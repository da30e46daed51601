"""Files on their way into the portal: what is larger than allowed is not written to the disk."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class Measured(FileUploadHandler):
    """
    The first handler of every file: passes it on, and drops what comes after the largest size.

    What is passed on is then longer than the limit by one piece at most, so that a form can say that the file is too
    large beside its field, with everything else that was typed still there.
    """

    _received = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # Django hands the file's name and headers over
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self._received > settings.UPLOAD_MAX_BYTES:
            return None
        self._received += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        return None
