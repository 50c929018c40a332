"""The body of a post, rendered for a terminal by Rich's Markdown, with the parts that a manager of posts wants otherwise.

Nothing an author wrote is left out: HTML, template tags and the addresses of links and images are shown. Import this
module inside functions: Rich and its parser are slow to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token
from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, String
from pygments.token import Token as Anything
from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import BlockQuote, CodeBlock, Heading, HorizontalRule, ListItem, Markdown, MarkdownContext, TableElement, TextElement
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.syntax import ANSISyntaxTheme, Syntax
from rich.table import Table
from rich.text import Text

from postctl.escaping import linkable, visible

_HIGHLIGHTED_LINES, _HIGHLIGHTED_CHARACTERS = 2_000, 100_000
_DEEPEST = 20
