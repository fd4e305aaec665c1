/** Loaded first in processes that a script starts: when the script is gone, however it went, so are they. */
process.once('disconnect', () => process.exit(1));
// Listening alone must not keep a process alive that is done.
process.channel?.unref();
