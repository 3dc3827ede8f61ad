"""What a text must be to count as one article, and what an input may cost the machine."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.errors import RefusedError, UnreadableError

MAX_CHARACTERS = 1_000_000
"""The longest text that is read as one article: more than a thick book. The language analysis needs about a
gigabyte for it, so a longer one is refused rather than left to fill the machine's memory."""

MIB = 1024 * 1024
MAX_FEED_BYTES = 32 * MIB
MAX_PDF_BYTES = 128 * MIB  # scans are large, and are opened to find out that they hold no text
MAX_MAIL_BYTES = 64 * MIB  # with its attachments
MAX_JSON_BYTES = 128 * MIB  # one document is held whole; JSON Lines are not
MAX_RECORD_BYTES = 32 * MIB  # one record of a web archive that could be a page
MAX_SPOOLED_BYTES = 2048 * MIB  # an archive that has to be set down before it can be opened

MAX_DEPTH = 5  # containers inside one another
MAX_MEMBERS = 100_000  # files in one archive
MAX_ENTRIES = 10_000  # of one feed
MAX_UNPACKED_BYTES = 64 * 1024 * MIB
MAX_RATIO = 200  # text packs 3 to 20 times; DEFLATE can at most 1032 times, and only zeros come near it
FREE_BYTES = 32 * MIB  # up to which the ratio is not looked at: small files may well pack far better
FREE_STREAM_BYTES = 1 * MIB  # the same, of one packed stream
MAX_ISSUES = 1000  # that are written down of one named file


@dataclass(slots=True)
class Budget:
    """How much one named file may unpack to, all that is packed inside it together.

    One budget goes through all depths, so that nesting multiplies nothing. What headers say of sizes is not asked:
    only bytes that came out are counted.

    Attributes:
        given: The bytes that were read as they lie on disk.
        spent: The bytes that came out of packed containers so far.
        broken: Whether the limit was met: no further member is opened then.
    """

    given: int = 0
    spent: int = 0
    broken: bool = False

    def spend(self, count: int) -> None:
        """Count ``count`` unpacked bytes.

        Raises:
            RefusedError: They are more than the file may unpack to.
        """
        self.spent += count
        if self.spent > MAX_UNPACKED_BYTES:
            self.broken = True
            raise RefusedError(
                f"it unpacks to more than {MAX_UNPACKED_BYTES // (1024 * MIB)} GiB; the rest was refused"
            )
        if self.spent > max(FREE_BYTES, MAX_RATIO * self.given):
            self._refuse()

    def weigh(self, out: int, taken: int) -> None:
        """Look at one packed stream while it is unpacked: ``out`` bytes have come of the ``taken`` ones so far.

        A bomb at the start of a large file is met here, long before the whole file's ratio tells.

        Raises:
            RefusedError: They are far more than articles unpack to.
        """
        if out > FREE_STREAM_BYTES and out > MAX_RATIO * taken:
            self._refuse()

    def _refuse(self) -> None:
        self.broken = True
        raise RefusedError(
            f"it unpacks to more than {MAX_RATIO} times its size, as no pile of articles does "
            "(a decompression bomb); the rest was refused"
        )


def check_text(text: str) -> None:
    """Pass a text that can be an article.

    Raises:
        UnreadableError: It is empty, has no letters, or is too long.
    """
    if not text.strip():
        raise UnreadableError("there is no text in it")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(
            f"the text has {len(text):,} characters; one article may have {MAX_CHARACTERS:,}, some 150,000 words. "
            "A pile of articles in one file is read as JSON Lines or as a table, an article a line or row"
        )
    if not any(map(str.isalpha, text)):
        raise UnreadableError("there is not one letter in it")
