// Loads Hexo sites and prints, a line of JSON for each, what Hexo makes of the files below their `_posts` and `_drafts`.
// node hexo_build.js <folder with node_modules> < [{"root": folder, "publish": [slugs of drafts]}, ...]
const { createRequire } = require("module");
const path = require("path");
const need = createRequire(process.argv[2] + "/");
const Hexo = need("hexo");
const sites = JSON.parse(require("fs").readFileSync(0, "utf8"));
const MARKDOWN = ["md", "markdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext"]; // of hexo-renderer-marked, which every site has

function described(post, shown) {
  const said = { source: post.source, slug: post.slug, title: post.title, public: shown.has(post._id) };
  try {
    said.url = post.permalink;
  } catch (error) {
    said.failed = error.message;
  }
  said.date = post.date && post.date.valueOf();
  said.updated = post.updated && post.updated.valueOf();
  said.tags = post.tags.map((tag) => tag.name);
  said.content = post._content;
  return said;
}

async function answer({ root, publish }) {
  const hexo = new Hexo(root + path.sep, { silent: true });
  const errors = [];
  hexo.log.error = (first, ...rest) => errors.push([String((first && first.err && first.err.message) || first), ...rest.map(String)]);
  try {
    await hexo.init();
    for (const ending of MARKDOWN) hexo.extend.renderer.register(ending, "html", (data) => data.text, true);
    const published = [];
    for (const slug of publish || []) {
      published.push(path.relative(root, (await hexo.post.publish({ slug, layout: "post" })).path));
    }
    await hexo.source.process(); // what `load` does before it renders, which is not asked here
    hexo.locals.invalidate();
    const shown = new Set(hexo.locals.get("posts").map((post) => post._id));
    const posts = hexo.model("Post").map((post) => described(post, shown));
    return { posts, errors, published, url: hexo.config.url };
  } catch (error) {
    return { posts: [], errors: [[error.message], ...errors], published: [], url: "" };
  }
}

async function main() {
  for (const site of sites) console.log(JSON.stringify(await answer(site)));
}

main().then(() => process.exit(0));
