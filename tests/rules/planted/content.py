"""P6: what a post has to say."""

from planting import body, value, without

PLANTED = {
    "P601": body("«Lorem ipsum dolor sit amet», consectetur.", "plain hugo pelican"),
    "P602": (body("«TODO»: add the photo", "plain hugo"), value("title", "A walk («TODO»)")),
    "P603": body("«»", alone=True, others=3),
    "P604": without("description", base={"description": "In other words."}, others=9),
    "P605": without("cover", base={"cover": "https://example.org/a.png"}, others=9),
}
