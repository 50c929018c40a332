"""Links to files: from the folder of the post, from that of its blog, or from the root, which `@site` says too."""

from __future__ import annotations

from postctl.generators._references import base, home
from postctl.generators.docusaurus.config import Config
from postctl.model import Settings
from postctl.site import References


def references(settings: Settings) -> References:
    """The address of the site, its root, and the folders of its blogs."""
    config: Config = settings.options["config"]
    known = home(config.url)
    roots = tuple(blog.path for blog in config.blogs)
    return References(f"(?:@site(?=/)|{known})" if known else "@site(?=/)", (), roots, base=base(config.url))
