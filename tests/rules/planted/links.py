"""P4: links and assets."""

from planting import body, value

PLANTED = {
    "P401": body("See [it](«gone.md») and more.", "plain hugo gatsby"),
    "P402": body("See ![it](«gone.png») and more.", "plain hugo gatsby"),
    "P403": value("cover", "gone.png", "plain hugo gatsby"),
}
