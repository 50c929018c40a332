"""Scan Nikola sites, all in this one process. In: folders, one a line. Out: for each what Nikola makes of it, a line of JSON.

A post over which the scan fails is set aside, with the reason, and the scan goes on.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import warnings


def main() -> None:
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        try:
            answer = scanned(line.rstrip("\n"))
        except SystemExit as error:
            answer = {"error": f"exit {error.code}"}
        print(json.dumps(answer), file=answers, flush=True)


def scanned(root: str) -> dict:
    from nikola.nikola import Nikola
    from nikola.utils import LocaleBorg

    os.chdir(root)
    config: dict = {"__file__": os.path.join(root, "conf.py")}
    with open("conf.py", encoding="utf-8") as file:
        exec(compile(file.read(), "conf.py", "exec"), config)
    config.update(__configuration_filename__="conf.py", __invariant__=False, __colorful__=False, quiet=True)
    LocaleBorg.reset()
    site = Nikola(**config)
    site.quiet = True
    site.init_plugins()
    errors: dict[str, str] = {}
    for plugin in site.plugin_manager.get_plugins_of_category("PostScanner"):
        watch(plugin.plugin_object, errors)
    try:
        site.scan_posts(really=True, ignore_quit=True)
    except SystemExit:
        pass  # two tags are too much alike for one site: the posts are read by then
    except Exception as error:  # noqa: BLE001  # plug-ins raise what they like
        return {"error": str(error), "errors": errors}
    listed = set(map(id, site.posts))
    return {"posts": [line for post in site.timeline if post.is_post for line in told(post, listed)], "errors": errors}


class Failed:
    """Stands for a post over which the scan would have ended."""

    translated_to = ()


def watch(scanner, errors: dict[str, str]) -> None:
    """Let the scanner go on where a post fails, and note why."""
    from nikola.post import Post

    def made(path: str, *given: object, **named: object) -> Post | Failed:
        try:
            post = Post(path, *given, **named)
            for lang in post.translated_to:
                post.destination_path(lang=lang)
                post.permalink(lang)
                post.title(lang).strip()  # as the templates do, which fail over numbers
                post.compiler.site.parse_category_name(post.meta[lang]["category"])
        except Exception as error:  # noqa: BLE001  # whatever it is, it ends the build
            errors[path] = re.sub(r"\s+", " ", str(error))[:200]
            return Failed()
        return post

    scan = scanner.scan
    scan.__globals__["Post"] = made
    scanner.scan = lambda: [post for post in scan() if not isinstance(post, Failed)]


def told(post, listed: set[int]):
    for lang in post.translated_to:
        yield {
            "path": post.translated_source_path(lang),
            "lang": lang,
            "title": post.title(lang),
            "slug": post.meta[lang]["slug"],
            "url": post.permalink(lang),
            "date": post.date.isoformat(),
            "tags": sorted(post.tags_for_language(lang)),
            "listed": id(post) in listed,
            "draft": post.is_draft,
            "private": post.is_private,
            "later": post.publish_later,
            "two": post.is_two_file,
        }


main()
