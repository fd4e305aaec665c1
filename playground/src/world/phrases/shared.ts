/** Slots and patterns that serve all six categories. */
export const places: readonly string[] = [
  'on Fennel Street',
  'on the Ropewalk',
  'at the Tidemill',
  'in Saltreach',
  'in Ostley',
  'at Marl Green',
  'in Brackenfold',
  'on Kettle Moor',
  'at Cold Ladle',
  'at Hollin Mill',
  'on Great Skarn',
  'by the north quay',
  'on Chapel Steps',
  'at Lantern Point',
  'in Upper Wenn',
  'by the bandstand',
  'at Sallow Bay',
  'beside the canal',
  'under the viaduct',
  'near the old station',
];

export const people: readonly string[] = [
  'a retired harbour pilot',
  'the caretaker',
  'a student from the Hill',
  'the woman with the green bicycle',
  'a father of three',
  'our neighbour',
  'the postman',
  'a former dentist',
  'the organiser',
  'a visitor from inland',
  'the youngest volunteer',
  'a grandmother from Ostley',
  'the night watchman',
  'a sceptical uncle',
];

export const days: readonly string[] = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const seasons: readonly string[] = ['spring', 'summer', 'autumn', 'winter'];

export const numbers: readonly string[] = ['three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'twelve'];

/** `{Subject}` and `{place}` arrive in title case; `{Digits}` is a figure. */
export const statementTitles: readonly string[] = [
  '{Subject} {place}',
  'The {Subject} {place}',
  'The {Season} {Subject}',
  'In Praise of the {Subject}',
  'Notes on the {Subject} {place}',
  'A {Day} With the {Subject} {place}',
  'The {Subject} {place} Gets a Second {Season}',
  '{Digits} Things to Know About the {Subject} {place}',
  'How the {Subject} {place} Won Over Its Doubters',
  '{Number} People, One {Subject} and a Long {Day} {place}',
  'What We Learned From the {Subject} {place} After One Long {Season}',
  'Why the {Subject} {place} Is Worth Getting Up Early for on a {Day}',
];

export const questionTitles: readonly string[] = [
  'Ready for the {Subject}?',
  'Why the {Subject}?',
  'Is the {Subject} {place} Worth the Fuss?',
  'Have You Tried the {Subject} {place} Yet?',
  'Who Is Behind the {Subject} {place}?',
  'Why Does Everybody Talk About the {Subject} {place}?',
  'What Is So Special About the {Subject} {place} on a Quiet {Day} in {Season}?',
];

/** Middle sentences that fit any section. */
export const sentences: readonly string[] = [
  '{person} told us about it, and would not be hurried.',
  'Nobody planned it this way; it grew, as good things do, out of a shortage.',
  'Two summers ago hardly anyone had heard of it.',
  '{person} disagrees, politely and at length.',
  '{person} has known it for {number} years and still finds something new.',
  'We went {number} times before writing a word.',
  'Come on a {day} in {season} if you prefer to be alone.',
  'On {day} we met {person}, who had come for the third time.',
  'It has critics, among them {person}, but they keep returning.',
  'The best hour, says {person}, is the one before lunch.',
  'A wet {day} in {season} is as good a time as any.',
  'We asked {number} people about it and heard {number} opinions.',
  '{person} calls it the best thing to happen here in {number} years.',
];

export const links: readonly string[] = [
  'We wrote about a close relation in [{title}](/articles/{slug}).',
  'Readers who like this may also enjoy [{title}](/articles/{slug}).',
  'For the wider picture, see [{title}](/articles/{slug}).',
  'It brought to mind an earlier piece, [{title}](/articles/{slug}).',
];

/** Teasers; some editors forget to write one. */
export const descriptions: readonly string[] = [
  'A short visit to the {subject} {place}, with notes on what to expect and whom to ask.',
  'What makes the {subject} {place} different, in the words of {person}.',
  'We spent a {day} with the {subject} {place} and came home with {number} good reasons to return.',
  'The {subject} {place}: how it began, who keeps it going and when to go.',
  'A note on the {subject}.',
  'Everything that a newcomer should know about the {subject} {place}, from the first {season} to the last {day}.',
];
