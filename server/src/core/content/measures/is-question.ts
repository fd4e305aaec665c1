/** Whether a text has a question mark, of whatever script. */
export const isQuestion = (text: string): boolean => /[?？؟\u037e]/u.test(text);
