"""Short digests that tell contents apart, the same in every process."""

from __future__ import annotations

try:  # hashlib loads OpenSSL, for hashes that nobody here asks for
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def digest(text: str) -> str:
    """32 hexadecimal digits. `text` may hold what `os.fsdecode` makes of bytes outside UTF-8, and lone surrogates."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
