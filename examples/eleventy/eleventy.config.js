export default function (eleventyConfig) {
  // Drafts show up with `--serve`, and are left out of a build.
  eleventyConfig.addPreprocessor("drafts", "md", (data) => {
    if (data.draft && process.env.ELEVENTY_RUN_MODE === "build") {
      return false;
    }
  });

  eleventyConfig.addPassthroughCopy("content/**/*.png");
  eleventyConfig.addFilter("day", (date) => date.toISOString().slice(0, 10));

  return {
    dir: { input: "content", output: "_site" },
    markdownTemplateEngine: "njk",
  };
}
