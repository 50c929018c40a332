// Prints, a line of JSON for each site, the paths of the files that Hexo would write.
// node hexo_routes.js <folder with node_modules> < [folder, ...]
const { createRequire } = require("module");
const path = require("path");
const Hexo = createRequire(process.argv[2] + "/")("hexo");
const roots = JSON.parse(require("fs").readFileSync(0, "utf8"));

async function main() {
  for (const root of roots) {
    const hexo = new Hexo(root + path.sep, { silent: true });
    await hexo.init();
    hexo.extend.renderer.register("md", "html", (data) => data.text, true);
    await hexo.load();
    console.log(JSON.stringify(hexo.route.list()));
  }
}

main().then(() => process.exit(0));
