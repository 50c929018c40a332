"""P5: characters."""

from planting import value

PLANTED = {
    "P501": value("slug", "a\u200bb", "plain hugo gatsby"),
}
