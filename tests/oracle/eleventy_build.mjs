// Builds sites with Eleventy in one process, the one behind the other: `node eleventy_build.mjs PACKAGES < roots.json`.
// For each root (a folder with everything in it): {"pages": [{url, input, output, date, tags, slug, stem, title, collections}]},
// or {"error": "..."} where the build fails.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const packages = createRequire(`${process.argv[2]}/package.json`);
const { default: Eleventy } = await import(pathToFileURL(packages.resolve("@11ty/eleventy").replace("EleventyCommonJs.cjs", "Eleventy.js")));
const roots = JSON.parse(readFileSync(0, "utf8"));
for (const name of ["log", "warn", "error", "info", "debug"]) console[name] = () => {};
process.env.ELEVENTY_RUN_MODE = "build";

async function build(root) {
	process.chdir(root);
	const listed = {};
	const site = new Eleventy(undefined, undefined, {
		quietMode: true,
		config(own) {
			own.dataFilterSelectors.add("page");
			own.dataFilterSelectors.add("tags");
			own.dataFilterSelectors.add("title");
			own.addCollection("\0listed", (api) => {
				for (const item of api.getAll()) listed[item.inputPath] = true;
				return [];
			});
		},
	});
	site.disableLogger();
	const pages = await site.toJSON();
	return pages.map((page) => ({
		url: page.url,
		input: page.inputPath.replace(/^\.\//, ""),
		output: page.outputPath,
		date: page.data.page.date && !isNaN(page.data.page.date) ? new Date(page.data.page.date).toISOString() : null,
		slug: page.data.page.fileSlug,
		stem: page.data.page.filePathStem,
		tags: page.data.tags ?? [],
		title: page.data.title ?? null,
		listed: listed[page.inputPath] ?? false,
	}));
}

const answers = [];
for (const root of roots) {
	try {
		answers.push({ pages: await build(root) });
	} catch (error) {
		let text = "";
		for (let each = error; each; each = each.originalError ?? each.cause) text += `${each.message}\n`;
		answers.push({ error: text });
	}
}
process.stdout.write(`${JSON.stringify(answers)}\n`, () => process.exit(0)); // a pipe takes 64 KiB at a time
