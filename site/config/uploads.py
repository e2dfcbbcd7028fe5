"""The most that anybody may send at once, refused before it is read."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

#: Each form has a lower limit of its own; this one holds for all, also where no form reads the file.
MOST_BYTES = 25_000_000


class LimitedUploadHandler(FileUploadHandler):
    """Stands first: looks at the length of the whole request and hands everything on."""

    def handle_raw_input(
        self, input_data: Any, meta: dict[str, Any], content_length: int, *args: Any, **kwargs: Any
    ) -> None:
        """Refuse what is too long.

        Raises:
            RequestDataTooBig: which is answered with a page that says so.
        """
        if content_length > MOST_BYTES:
            raise RequestDataTooBig("The request is longer than MOST_BYTES.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """For the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""
