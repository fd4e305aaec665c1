/** What this application changes of Strapi's admin: the languages people may choose on their profile page. */
export default {
  config: { locales: ['fr'] },
};
