// The same site as the other generators make of these notices: a page each, lists of twenty, tags, feed, sitemap.
module.exports = function (config) {
  const posts = (api) => api.getFilteredByGlob("posts/*.md").sort((a, b) => b.date - a.date);
  const parts = (items, about) => {
    const found = [];
    for (let start = 0; start < items.length; start += 20) {
      found.push({ ...about, number: start / 20 + 1, last: Math.ceil(items.length / 20), items: items.slice(start, start + 20) });
    }
    return found;
  };
  config.addCollection("posts", posts);
  config.addCollection("newest", (api) => posts(api).slice(0, 50));
  config.addCollection("lists", (api) => parts(posts(api), { title: "Notices", base: "/" }));
  config.addCollection("tagged", (api) => {
    const tags = new Map();
    for (const post of posts(api)) {
      for (const tag of post.data.subjects || []) tags.set(tag, [...(tags.get(tag) || []), post]);
    }
    return [...tags].flatMap(([tag, items]) => parts(items, { title: tag, base: `/tags/${tag}/` }));
  });
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  return { markdownTemplateEngine: false, htmlTemplateEngine: "njk", dir: { input: ".", output: "_site" } };
};
