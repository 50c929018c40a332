"""P1: what a post says of itself."""

from planting import key, value, without

PLANTED = {
    "P101": without("title", "plain gatsby hugo", others=3),
    "P102": value("title", ""),
    "P103": (value("draft", "true", "gatsby"), value("draft", "yes", "hugo")),
    "P104": (key("descripton", only="yaml toml", fix="description"), key("descripton", only="json")),
    "P105": value("description", None, "docusaurus"),
}
