// Reads a JSON list of texts; prints, for each, what hexo-front-matter or gray-matter takes for data and for the text behind it.
// node fences_read.js <folder with node_modules> hexo|gray|eleventy < texts.json
const { createRequire } = require("module");
const need = createRequire(process.argv[2] + "/");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const readers = {
  hexo: () => {
    const { parse } = need("hexo-front-matter");
    return (text) => {
      const { _content, ...data } = parse(text.replace(/^\uFEFF/, "").replace(/\r\n/g, "\n"));
      return [data, _content];
    };
  },
  gray: () => matter("gray-matter"),
  eleventy: () => matter("@11ty/gray-matter"),
};
function matter(name) {
  const read = need(name);
  const toml = () => ({ toml: true });
  return (text) => {
    const file = read(text, { engines: { toml, javascript: () => { throw Error("code"); } } });
    return [file.data ?? {}, file.content];
  };
}
const read = readers[process.argv[3]]();
console.log(JSON.stringify(texts.map((text) => {
  try { return read(text); } catch (error) { return String(error.message); }
})));
