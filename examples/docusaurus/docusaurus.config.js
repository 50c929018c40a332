// @ts-check

/** @type {import('@docusaurus/types').Config} */
const config = {
  title: 'Dark Sky Diary',
  tagline: 'One garden, two eyes, and whatever the clouds allow.',
  url: 'https://dark-sky.example',
  baseUrl: '/',
  trailingSlash: false, // the server adds none
  themes: ['@docusaurus/theme-classic'],
  plugins: [
    [
      '@docusaurus/plugin-content-blog',
      {
        routeBasePath: '/', // the diary is the whole site
        blogTitle: 'Dark Sky Diary',
        blogSidebarTitle: 'All nights',
        blogSidebarCount: 'ALL',
      },
    ],
  ],
  themeConfig: {
    navbar: {title: 'Dark Sky Diary'},
  },
};

export default config;
