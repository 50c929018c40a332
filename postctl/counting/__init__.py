"""`stats`: how many posts and words there are, when they came out, what waits, and how regularly.

What is counted over time are the posts that are or were public; one dated later than now waits for its day, whatever its status.
A day is that of the site's time zone, and the one that is written where no offset is; a post without a date has no day.
"""

from postctl.counting.figures import Figures, Words, counted
from postctl.counting.shows import plain, view
from postctl.counting.windows import Window, window

__all__ = ["Figures", "Window", "Words", "counted", "plain", "view", "window"]
