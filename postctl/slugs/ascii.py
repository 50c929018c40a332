"""Letters of any script in ASCII, as Unidecode 1.4 writes them, for the slugs of Pelican and its kin.

What does it is `text-unidecode`, whose tables are older. Where Unidecode writes another letter, or a sign where it wrote
none, is stated here, found by asking both for every character: kana such as `し` (`si`, now `shi`), Hebrew, currencies, small
capitals, circled and squared letters, chessmen and suits of cards. Signs that no slug keeps are left out of the
comparison: what differs in them alone (`(A)`, now `[A]`) is written without them.
"""

from __future__ import annotations

from functools import cache

_LETTERS = dict(
    zip(
        "\u05ba\u05c6\u05c7\u05d0\u05d7\u05e7ᴀᴃᴄᴅᴆᴇᴈᴉᴊᴋᴌᴍᴎᴏᴑᴓᴘᴙᴚᴛᴜᴝᴞᴟᴠᴡᴢᴯᴻᵎᵬᵭᵮᵯᵰᵱᵲᵳᵴᵵᵶᵷᵽᶀᶁᶂᶃᶄᶅᶆᶇᶈᶉᶊᶌᶍᶎ₱₲₳₵₶₸₺₻₼₽₾℗℟℣℮Ⅎⅎ⓵⓶⓷⓸⓹⓺⓻⓼"
        "⓽⓿ⱠⱡⱢⱣⱤⱥⱦⱧⱨⱩⱪⱫⱬⱮⱯ⸀⸁⸆⸇⸉⸰⸼🅐🅑🅒🅓🅔🅕🅖🅗🅘🅙🅚🅛🅜🅝🅞🅟🅠🅡🅢🅣🅤🅥🅦🅧🅨🅩🅰🅱🅲🅳🅴🅵🅶🅷🅸🅹🅺🅻🅼🅽🅾🅿🆀🆁🆂🆃🆄🆅🆆🆇🆈🆉🆥🆭",
        "onoAHkABCDDEeiJKLMNOOOPRRTUuumVWZBNibdfmnprrstzgpbdfgklmnprsvxzPGACLTLMmRlpRVeFF12345678"
        "90LlLPRatHhKkZzMArrTTsoxABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZdm",
        strict=True,
    )
)
_WORDS = dict(
    pair.split("=")
    for pair in (
        "Є=Ie \u05da=KH \u05db=KH \u05ef=YYY \u05f2=EY ᴁ=AE ᴂ=ae ᴔ=Oe ᴕ=Ou ₰=Pf ₴=UAH ₷=Sm ₹=Rs ₿=BTC ⅍=AS "
        "⓫=11 ⓬=12 ⓭=13 ⓮=14 ⓯=15 ⓰=16 "
        "⓱=17 ⓲=18 ⓳=19 ⓴=20 ⓾=10 ♔=white_king ♕=white_queen ♖=white_rook ♗=white_bishop ♘=white_knight ♙=white_pawn "
        "♚=black_king ♛=black_queen ♜=black_rook ♝=black_bishop ♞=black_knight ♟=black_pawn ♠=spades ♡=hearts "
        "♢=diamonds ♣=clubs ♤=spades ♥=hearts ♦=diamonds ♧=clubs し=shi ち=chi っ=tsu つ=tsu シ=shi チ=chi ッ=tsu ツ=tsu 🆑=CL "
        "🆒=COOL 🆓=FREE 🆔=ID 🆕=NEW 🆖=NG 🆗=OK 🆘=SOS 🆙=UP 🆚=VS 🆛=3D 🆜=2nd-Scr 🆝=2K 🆞=4K 🆟=8K 🆠=51 🆡=71 🆢=222 🆣=60P 🆤=120P "
        "🆦=HC 🆧=HDR 🆨=Hi-res 🆩=Lossless 🆪=SHV 🆫=UHD 🆬=VOD 🙰=et 🙱=et 🙲=et 🙳=et "
    ).split()
)

_TABLE: dict[str, str] = {
    **_LETTERS,
    **{char: word.replace("_", " ") for char, word in _WORDS.items()},
    **dict.fromkeys("\u05be−⸚⸠⸡⸺⸻⹃ー", "-"),
    **dict.fromkeys("ẜẝẟ⁊", ""),
    **dict.fromkeys("⟩⦄", " "),
    "⸏": "__",
}


def ascii_of(text: str) -> str:
    """The text in ASCII; characters that have no like in it are left out."""
    return text if text.isascii() else "".join(map(_ascii, text))


@cache
def _ascii(char: str) -> str:
    if char.isascii():
        return char
    return _TABLE[char] if char in _TABLE else spelling(char) or ""


def spelling(char: str) -> str | None:
    """How text-unidecode itself spells a character (`日` is `Ri `); `None` if it does not know it."""
    from text_unidecode import unidecode

    known: str = unidecode(char)
    return None if "[?]" in known else known
