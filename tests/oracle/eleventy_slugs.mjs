// What Eleventy's filter `slugify` makes of titles: `node eleventy_slugs.mjs PACKAGES < titles.json`.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const filter = `${process.argv[2]}/node_modules/@11ty/eleventy/src/Filters/Slugify.js`;
const { default: slugify } = await import(pathToFileURL(filter));
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((title) => slugify(title))));
