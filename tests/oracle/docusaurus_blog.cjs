// Asks Docusaurus's blog plugin what it makes of sites. Argument: the folder with `node_modules`. Each line it reads is a JSON
// list of orders {dir, config?, locale?}, and gets a line with the list of answers: {error} or {blogs: [{id, error or posts}]}.
// Each site has its own validated configuration, as a build has it: `config`, or what its `docusaurus.config.*` exports.
// Nothing is bundled. An order {fronts: [text, ...]} asks only for the check of front matter: {checked: [error or null, ...]}.
const [home] = process.argv.slice(2);
process.env.NODE_ENV = 'production';
const path = require('path');
const readline = require('readline');
const load = (name) => require(path.join(home, 'node_modules', name));
const logger = load('@docusaurus/logger').default ?? load('@docusaurus/logger');
const {validateConfig} = load('@docusaurus/core/lib/server/configValidation.js');
const {loadSiteConfig} = load('@docusaurus/core/lib/server/config.js');
const {loadI18n} = load('@docusaurus/core/lib/server/i18n.js');
const {applyTrailingSlash} = load('@docusaurus/utils-common');
const {getVcsPreset} = load('@docusaurus/utils');
const {normalizePluginOptions} = load('@docusaurus/utils-validation');
const {validateBlogPostFrontMatter} = load('@docusaurus/plugin-content-blog/lib/frontMatter.js');
const {parseFileContentFrontMatter} = load('@docusaurus/utils/lib/markdownUtils.js');
const plugin = load('@docusaurus/plugin-content-blog');
console.log = console.warn = console.error = console.info = () => {};

const reason = (error) => {
  const all = [];
  for (let each = error; each; each = each.cause) all.push(String(each.message ?? each));
  return all.join(' | ');
};

async function configured(dir, config) {
  if (config) {
    const {blogs = [{}], ...rest} = config;
    return [validateConfig({title: 'T', url: 'https://example.org', ...rest}, 'docusaurus.config.js'), blogs];
  }
  const {siteConfig} = await loadSiteConfig({siteDir: dir});
  const pair = (item) => (Array.isArray(item) ? item : [item, {}]);
  const presets = siteConfig.presets.map(pair).map(([, options = {}]) => options.blog ?? {});
  const plugins = siteConfig.plugins.map(pair).filter(([name]) => String(name).includes('content-blog'));
  return [siteConfig, [...presets.filter((blog) => blog !== false), ...plugins.map(([, options = {}]) => options)]];
}

async function one({dir, config, locale}) {
  const [siteConfig, blogs] = await configured(dir, config);
  const currentLocale = locale ?? siteConfig.i18n.defaultLocale;
  const i18n = await loadI18n({siteDir: dir, config: siteConfig, currentLocale});
  const {baseUrl} = i18n.localeConfigs[currentLocale];
  siteConfig.baseUrl = baseUrl;
  siteConfig.future.experimental_vcs = getVcsPreset('disabled'); // posts without a date have that of their file
  const context = {
    siteDir: dir, siteConfig, i18n, baseUrl, generatedFilesDir: path.join(dir, '.docusaurus'), outDir: path.join(dir, 'build'),
    localizationDir: path.join(dir, i18n.path, i18n.localeConfigs[currentLocale].path), codeTranslations: {},
  };
  const answers = [];
  for (const given of blogs) {
    try {
      const options = plugin.validateOptions({validate: normalizePluginOptions, options: {...given}});
      const instance = await plugin.default(context, options);
      const {blogPosts} = await instance.loadContent();
      answers.push({id: options.id, posts: blogPosts.map(({metadata}) => ({
        source: metadata.source.replace('@site/', ''), permalink: applyTrailingSlash(metadata.permalink, siteConfig),
        title: metadata.title, date: isNaN(metadata.date) ? null : metadata.date.toISOString(), tags: metadata.tags.map((tag) => tag.label),
        unlisted: metadata.unlisted, more: metadata.hasTruncateMarker,
      }))});
    } catch (error) {
      answers.push({id: given.id ?? 'default', error: reason(error)});
    }
  }
  return {blogs: answers};
}

function checked(text) {
  try {
    validateBlogPostFrontMatter(parseFileContentFrontMatter(`---\n${text}\n---\n`).frontMatter);
    return null;
  } catch (error) {
    return reason(error);
  }
}

async function answered(order) {
  try {
    return order.fronts ? {checked: order.fronts.map(checked)} : await one(order);
  } catch (error) {
    return {error: reason(error)};
  }
}

(async () => {
  for await (const line of readline.createInterface({input: process.stdin, crlfDelay: Infinity})) {
    const answers = [];
    for (const order of JSON.parse(line)) answers.push(await answered(order));
    process.stdout.write(`${JSON.stringify(answers)}\n`);
  }
})();
