"""The style sheet of a page: light and dark as the reader's system is, and plain on paper."""

from __future__ import annotations

_LIGHT = """
--paper: #fdfdfb; --ink: #1f2328; --soft: #59606a; --line: #d9dce1; --shade: #f3f4f2; --link: #0b5cad; --mark: #fff3b0;
--green: #14642f; --cyan: #0b5f73; --yellow: #7a5200; --magenta: #8a2f7b; --red: #b3261e; --grey: #59606a;
--k: #8250a8; --s: #14642f; --m: #0b5f73; --c: #656c76; --f: #0b5cad; --t: #0b5cad;
""".strip()
_DARK = """
--paper: #16181c; --ink: #e4e6ea; --soft: #a2a9b4; --line: #363b43; --shade: #1f2329; --link: #7db8ff; --mark: #5a4d00;
--green: #7fd497; --cyan: #79d2e6; --yellow: #e7c36b; --magenta: #e3a0d8; --red: #ff9c94; --grey: #a2a9b4;
--k: #d2a8ff; --s: #7fd497; --m: #79d2e6; --c: #959da8; --f: #7db8ff; --t: #7db8ff;
""".strip()

_SHEET = """
* { box-sizing: border-box }
html { background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.65 Charter, "Bitstream Charter", "Sitka Text", Cambria, serif;
  -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem }
body { margin: 0 auto; padding: 2.5rem 1.25rem 5rem; max-width: 44rem }
a { color: var(--link); text-underline-offset: .15em }
a:focus-visible, pre:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
.skip { position: absolute; left: -100rem }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; z-index: 1 }
.card, .contents, .findings, summary, .box-title, .table, .elsewhere small, .picture { font-family: system-ui, sans-serif }
.card { border-bottom: 1px solid var(--line); padding-bottom: 1.5rem; margin-bottom: 2rem; font-size: .9375rem;
  line-height: 1.5 }
.card h1 { font: 700 2.25rem/1.15 Charter, "Bitstream Charter", "Sitka Text", Cambria, serif; margin: .5rem 0 1.25rem;
  text-wrap: balance; overflow-wrap: anywhere }
.state { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; margin: 0; color: var(--soft) }
.pill { border: 1px solid currentColor; border-radius: 1rem; padding: .1rem .75rem; font-weight: 600;
  color: var(--grey) }
.pill.published { color: var(--green) }
.pill.scheduled { color: var(--cyan) }
.pill.draft { color: var(--yellow) }
.pill.unlisted { color: var(--magenta) }
.pill.broken { color: var(--red) }
.card dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 0 }
.card dt { color: var(--soft); font-weight: 400 }
.card dd { margin: 0; overflow-wrap: anywhere }
.findings { border-left: 3px solid var(--yellow); margin: 1.25rem 0 0; padding: .25rem 0 .25rem 1rem }
.findings h2 { font-size: .9375rem; margin: 0 }
.findings ul { list-style: none; margin: .25rem 0 0; padding: 0 }
.findings li { margin: .35rem 0 }
.findings .error b { color: var(--red) }
.findings .warning b { color: var(--yellow) }
.findings .info b { color: var(--cyan) }
.findings small { display: block; color: var(--soft) }
.contents { font-size: .9375rem; line-height: 1.45; margin-bottom: 2rem }
.contents ol { list-style: none; margin: .5rem 0 0; padding: 0 }
.contents li { margin: .25rem 0 }
.contents .l2 { padding-left: 1rem }
.contents .l3 { padding-left: 2rem }
.contents .l4, .contents .l5, .contents .l6 { padding-left: 3rem }
.contents a { text-decoration: none }
.contents a:hover { text-decoration: underline }
article { overflow-wrap: break-word }
article h1, article h2, article h3, article h4, article h5, article h6 { line-height: 1.25; margin: 2em 0 .6em;
  text-wrap: balance }
article h1 { font-size: 1.75rem }
article h2 { font-size: 1.4rem }
article h3 { font-size: 1.15rem }
article h4, article h5, article h6 { font-size: 1rem }
article > :first-child { margin-top: 0 }
p, ul, ol, dl, blockquote, pre, .table, .box, figure { margin: 0 0 1.1em }
li > p { margin-bottom: .5em }
li > ul, li > ol { margin-bottom: .25em }
ul, ol { padding-left: 1.6em }
li { margin: .2em 0 }
li.task { list-style: none }
li.task > input { margin: 0 .35em 0 -1.4em; vertical-align: .05em }
dt { font-weight: 700 }
dd { margin: 0 0 .5em 1.6em }
blockquote { border-left: 3px solid var(--line); padding-left: 1.1em; margin-left: 0; color: var(--soft) }
hr { border: 0; border-top: 1px solid var(--line); margin: 2.5em 0 }
img { max-width: 100%; height: auto; border-radius: 4px }
figure { margin-left: 0; margin-right: 0 }
figcaption { color: var(--soft); font-size: .9em }
code, pre, kbd, samp { font-family: ui-monospace, "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono",
  monospace;
  font-size: .875em }
code { background: var(--shade); border-radius: 4px; padding: .1em .3em; overflow-wrap: anywhere }
pre { background: var(--shade); border: 1px solid var(--line); border-radius: 6px; padding: .9em 1.1em; overflow-x: auto;
  line-height: 1.5; font-size: .875em; tab-size: 4 }
pre code { background: none; padding: 0; font-size: 1em; overflow-wrap: normal }
pre[data-language]::before { content: attr(data-language); float: right; color: var(--soft);
  font: .75rem system-ui, sans-serif;
  margin: -.35em -.35em 0 1em }
pre.long { white-space: pre-wrap }
kbd { border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px; padding: .05em .35em;
  background: var(--shade) }
mark { background: var(--mark); color: inherit }
abbr[title] { text-decoration: underline dotted; cursor: help }
.table { overflow-x: auto; font-size: .9375rem }
table { border-collapse: collapse; min-width: 50% }
th, td { border-bottom: 1px solid var(--line); padding: .4em .75em; text-align: left; vertical-align: top }
th { border-bottom-width: 2px }
.center { text-align: center }
.right { text-align: right }
.box, details { border: 1px solid var(--line); border-left: 4px solid var(--grey); border-radius: 4px; padding: .75em 1.1em }
details { margin: 0 0 1.1em }
summary { cursor: pointer; font-weight: 600 }
.box > :last-child { margin-bottom: 0 }
.box-title { font-weight: 600; margin: 0 0 .35em; font-size: .9375rem }
.box.note { border-left-color: var(--link) }
.box.note > .box-title { color: var(--link) }
.box.tip { border-left-color: var(--green) }
.box.tip > .box-title { color: var(--green) }
.box.important { border-left-color: var(--magenta) }
.box.important > .box-title { color: var(--magenta) }
.box.warning { border-left-color: var(--yellow) }
.box.warning > .box-title { color: var(--yellow) }
.box.danger { border-left-color: var(--red) }
.box.danger > .box-title { color: var(--red) }
.raw, .template { color: var(--soft); font-size: .8125em; white-space: pre-wrap }
.math { font-style: italic }
pre.math { text-align: center }
.picture { display: inline-block; border: 1px dashed var(--soft); border-radius: 6px; padding: .6em 1em;
  font-size: .875rem; line-height: 1.4;
  overflow-wrap: anywhere }
.picture small { display: block; color: var(--soft) }
.elsewhere { text-decoration: underline dotted; text-underline-offset: .15em; cursor: help }
.footnotes { font-size: .9em; color: var(--soft) }
sup.note { line-height: 0 }
sup.note a { text-decoration: none; padding: 0 .1em }
.k-k, .k-kc, .k-kd, .k-kn, .k-kp, .k-kr, .k-ow { color: var(--k) }
.k-kt, .k-nc, .k-nn, .k-ne, .k-nt { color: var(--t) }
.k-s, .k-s1, .k-s2, .k-sa, .k-sb, .k-sc, .k-sd, .k-se, .k-sh, .k-si, .k-sr, .k-ss, .k-sx, .k-dl, .k-gi { color: var(--s) }
.k-m, .k-mb, .k-mf, .k-mh, .k-mi, .k-mo, .k-il, .k-na, .k-no, .k-bp { color: var(--m) }
.k-nf, .k-fm, .k-nb, .k-nd { color: var(--f) }
.k-c, .k-c1, .k-ch, .k-cm, .k-cp, .k-cpf, .k-cs { color: var(--c); font-style: italic }
.k-gd, .k-err { color: var(--red) }
.k-gh, .k-gu, .k-gs { font-weight: 700 }
.k-ge { font-style: italic }
@media (min-width: 76rem) {
  body { display: grid; grid-template-columns: 15rem 44rem; column-gap: 4rem; max-width: 63rem; justify-content: center }
  body:not(.with-contents) { display: block; max-width: 44rem }
  .with-contents .card, .with-contents main { grid-column: 2 }
  .with-contents .contents { grid-column: 1; grid-row: 2; position: sticky; top: 2rem; align-self: start;
    max-height: calc(100vh - 4rem);
    overflow-y: auto; font-size: .875rem }
}
@media print {
  html { background: none; color: #000; font-size: 11pt }
  body { display: block; max-width: none; padding: 0 }
  .contents, .skip { display: none }
  a { color: inherit }
pre { white-space: pre-wrap }
  article a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .85em; overflow-wrap: anywhere }
  pre, table, figure, img, .box { break-inside: avoid }
  h1, h2, h3, h4 { break-after: avoid }
}
""".strip()


def sheet(theme: str = "", more: str = "") -> str:
    """The style sheet. `theme`: `light` or `dark`, whatever the system is; `more`: rules for code."""
    if theme == "light":
        colours = f":root {{ color-scheme: light; {_LIGHT} }}"
    elif theme == "dark":
        colours = f":root {{ color-scheme: dark; {_DARK} }}"
    else:
        colours = (
            f":root {{ color-scheme: light dark; {_LIGHT} }}\n"
            f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_DARK} }} }}"
        )
    return "\n".join(filter(None, (colours, _SHEET, more)))
