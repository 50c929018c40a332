module.exports = {
  siteMetadata: {
    title: "Small Steps",
    siteUrl: "https://small-steps.example.org",
  },
  plugins: [
    {
      resolve: "gatsby-source-filesystem",
      options: { name: "blogs", path: `${__dirname}/src/blogs` },
    },
    "gatsby-transformer-remark",
  ],
}
