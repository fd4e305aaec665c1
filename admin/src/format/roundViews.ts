/**
 * A forecast of views as people say it: two significant digits, because more would pretend to know.
 * Below ten the digits are the number itself.
 */
export const roundViews = (views: number): number => {
  const whole = Math.max(0, Math.round(views));
  if (whole < 100) return whole < 20 ? whole : Math.round(whole / 5) * 5;
  const unit = 10 ** (Math.floor(Math.log10(whole)) - 1);
  return Math.round(whole / unit) * unit;
};
