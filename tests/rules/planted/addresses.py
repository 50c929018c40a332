"""P3: addresses."""

from planting import value

PLANTED = {
    "P301": value("path", "/x/", "gatsby", others={"src/0.md": "---\ntitle: B\npath: /x\n---\nText.\n"}),
}
