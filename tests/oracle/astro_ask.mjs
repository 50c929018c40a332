// What Astro and the packages it is made of answer. Reads jobs as JSON; writes their answers, as JSON, to the file it is told.
//
//   {build: root} or {sync: root}    a site: what its collections hold, and the pages that were built
//   {fronts: [text]}                 front matter as Astro parses it
//   {schema: [[kind, text]]}         a value of front matter, through a schema of one key
//   {dates: [text]}                  new Date(text), in milliseconds
//   {slugs: [text]}                  github-slugger
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const jobs = JSON.parse(fs.readFileSync(0, "utf8"));
const modules = path.join(process.cwd(), "node_modules");
const load = (name) => import(pathToFileURL(path.join(modules, name)));

const { parseFrontmatter } = await load("@astrojs/markdown-remark/dist/index.js");
const { unflatten } = await load("devalue/index.js");
const { slug } = await load("github-slugger/index.js");
const z = await load("zod/v4/index.js");

const KINDS = {
  boolean: z.boolean(),
  "boolean?": z.boolean().optional(),
  coerced: z.coerce.boolean(),
  words: z.stringbool(),
  date: z.date(),
  "coerced date": z.coerce.date(),
  text: z.string(),
};

const plain = (value) => (value instanceof Date ? { date: Number.isNaN(+value) ? null : +value } : value);

function entries(root) {
  const file = path.join(root, ".cache", "data-store.json");
  const found = [];
  if (fs.existsSync(file)) {
    for (const [collection, map] of unflatten(JSON.parse(fs.readFileSync(file, "utf8")))) {
      if (collection.startsWith("meta:")) continue;
      for (const { id, data, filePath } of map.values()) {
        found.push({ collection, id, path: filePath, data: Object.fromEntries(Object.entries(data).map(([k, v]) => [k, plain(v)])) });
      }
    }
  }
  return found;
}

function pages(root) {
  const home = path.join(root, "dist");
  if (!fs.existsSync(home)) return [];
  return fs
    .readdirSync(home, { recursive: true })
    .filter((name) => name.endsWith(".html"))
    .map((name) => [name, fs.readFileSync(path.join(home, name), "utf8")]);
}

async function site(root, make) {
  process.chdir(root);
  try {
    await make({ root, logLevel: "silent" });
  } catch (error) {
    return { error: `${error.name}: ${error.message}` };
  }
  return { posts: entries(root), pages: pages(root) };
}

function front(text) {
  try {
    const { frontmatter, content } = parseFrontmatter(text, { frontmatter: "remove" });
    return { data: Array.isArray(frontmatter) ? null : Object.fromEntries(Object.entries(frontmatter).map(([k, v]) => [k, plain(v)])), content };
  } catch (error) {
    return { error: error.message };
  }
}

function schema([kind, text]) {
  const { frontmatter } = parseFrontmatter(`---\n${text}\n---\n`);
  const result = z.object({ key: KINDS[kind] }).safeParse(frontmatter);
  return result.success ? { value: plain(result.data.key) ?? null } : { error: true };
}

async function answer(job) {
  if (job.build) return site(job.build, (await load("astro/dist/index.js")).build);
  if (job.sync) return site(job.sync, (await load("astro/dist/index.js")).sync);
  if (job.fronts) return job.fronts.map(front);
  if (job.schema) return job.schema.map(schema);
  if (job.dates) return job.dates.map((text) => plain(new Date(text)).date);
  return job.slugs.map((text) => slug(text));
}

const answers = [];
for (const job of jobs) answers.push(await answer(job));
fs.writeFileSync(process.argv[2], JSON.stringify(answers));
process.exit(0);
