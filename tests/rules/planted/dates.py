"""P2: dates."""

from datetime import date

from planting import value, without

PLANTED = {
    "P201": without("date", others=4),
    "P202": (value("date", "2019-02-30"), value("date", "some day \U0001f600"), value("date", "28/04/2019", "hugo")),
    "P203": value("date", date(2026, 11, 5), "jekyll"),
    "P204": value("date", date(2099, 12, 24), "hugo", gate=True),
}
