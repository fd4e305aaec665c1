/** Preloaded into processes that tests start: when the test is gone, however it went, so are they. */
process.once('disconnect', () => process.exit(1));
// Listening alone must not keep a process alive that is done.
process.channel?.unref();
