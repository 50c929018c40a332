"""P0: what stands in the way of reading a post."""

from planting import body, lines, whole

PLANTED = {
    "P001": lines(yaml="own: A«:» b"),
    "P002": whole("Text only.\n", at="file", others=3),
    "P003": "a file that is no post: there is no clean post to plant it in",
    "P004": (lines(yaml="«own»: 1\nown: 2", json='«"own"»: 1,\n  "own": 2'), lines("pelican", keyvalue="own: 1\n«own»: 2")),
    "P005": lines(yaml="own: «!custom» x"),
    "P017": body("Words. <!-- postctl: allow «P017» -->"),
}
