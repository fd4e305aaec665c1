/** The playground adds nothing of its own at start: what it shows is the plugin. */
export default {
  register() {},
  bootstrap() {},
};
