/** Whether a text has a digit, of whatever script. */
export const hasNumber = (text: string): boolean => /\p{Nd}/u.test(text);
