"""Digests that tell contents apart, the same in every process.

Python's own modules are asked first: `hashlib` loads OpenSSL, for hashes that nobody here asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b, sha256
else:
    try:
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b
    try:
        from _sha2 import sha256
    except ImportError:
        try:
            from _sha256 import sha256  # before Python 3.12
        except ImportError:
            from hashlib import sha256


def digest(text: str) -> str:
    """32 hexadecimal digits. `text` may hold what `os.fsdecode` makes of bytes outside UTF-8, and lone surrogates."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def of_bytes(data: bytes) -> str:
    """The SHA-256 of some bytes, in 64 hexadecimal digits."""
    return sha256(data).hexdigest()
