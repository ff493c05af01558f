// The same site as the other generators make of these notices: a page each, lists of twenty, tags, feed, sitemap.
module.exports = function (config) {
  const posts = (api) => api.getFilteredByGlob("posts/*.md").sort((a, b) => b.date - a.date);
  const byTag = (items) => {
    const tags = new Map();
    for (const post of items) {
      for (const tag of post.data.subjects || []) {
        if (!tags.has(tag)) tags.set(tag, []);
        tags.get(tag).push(post);
      }
    }
    return tags;
  };
  const parts = (items, title, base) => {
    const found = [];
    for (let start = 0; start < items.length; start += 20) {
      found.push({ title, base, number: start / 20 + 1, last: Math.ceil(items.length / 20), items: items.slice(start, start + 20) });
    }
    return found;
  };
  config.addCollection("newest", (api) => posts(api).slice(0, 50));
  config.addCollection("subjects", (api) => [...byTag(posts(api))].map(([tag, items]) => ({ tag, count: items.length })));
  config.addCollection("lists", (api) => {
    const all = posts(api);
    return [
      ...parts(all, "Notices", "/"),
      ...[...byTag(all)].flatMap(([tag, items]) => parts(items, tag, `/tags/${tag}/`)),
    ];
  });
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  return { markdownTemplateEngine: false, htmlTemplateEngine: "njk", dir: { input: ".", output: "_site" } };
};
