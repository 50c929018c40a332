"""House style: what the newest posts have in common, as a value from which `postctl.drafting` writes the next one.

`learn` reads it off the posts, `of_template` takes a generator's own where there are none, `pinned` lets `postctl.toml` say
otherwise, `front_matter` gives back what `postctl.toml` would say.
"""

from postctl.housestyle.grown import grown, of_kind
from postctl.housestyle.house import House, KeyStyle, as_bundle, bundled, front_matter, of_template, pinned
from postctl.housestyle.learning import learn

__all__ = ["House", "KeyStyle", "as_bundle", "bundled", "front_matter", "grown", "learn", "of_kind", "of_template", "pinned"]
