export const wholeNumber = (flag, text, low) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < low)
    throw new Error(`--${flag}: expected a whole number >= ${low}, got "${text}"`);
  return value;
};
