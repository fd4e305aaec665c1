/** What an error says, in one line; some, such as a connection refused on two addresses, say it only by their code. */
export const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return error.message || code || error.name;
};
