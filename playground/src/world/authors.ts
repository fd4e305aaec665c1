export interface WorldAuthor {
  readonly name: string;
  /** One sentence. */
  readonly bio: string;
  /** -1..1: what the reader simulator plants; skilled authors also use more images, and images do nothing. */
  readonly skill: number;
}

/** Eight invented writers. Each works in several categories, so that skill is not category in disguise. */
export const authors: readonly WorldAuthor[] = [
  {
    name: 'Maren Tolliver',
    bio: 'Maren grew up above a fish shop in Port Alder and has been writing down what people tell her ever since.',
    skill: 0.85,
  },
  {
    name: 'Odile Farrant',
    bio: 'Odile edits the culture pages and once walked home twelve miles because a story was not finished.',
    skill: 0.6,
  },
  {
    name: 'Idris Quayle',
    bio: 'Idris reports from the islands and the moor, usually with wet boots.',
    skill: 0.45,
  },
  {
    name: 'Petra Lindqvale',
    bio: 'Petra was a physiotherapist for fifteen years and still corrects the posture of the newsroom.',
    skill: 0.2,
  },
  {
    name: 'Bastien Corrow',
    bio: 'Bastien takes machines apart, writes about them, and sometimes puts them back together.',
    skill: 0,
  },
  {
    name: 'Tomas Wendle',
    bio: 'Tomas counts birds before work and buses on the way there.',
    skill: -0.3,
  },
  {
    name: 'Hester Plimwood',
    bio: 'Hester keeps the magazine in lists, receipts and sensible advice.',
    skill: -0.55,
  },
  {
    name: 'Jonah Brask',
    bio: 'Jonah joined last spring from the ferry timetable office and is still finding his style.',
    skill: -0.85,
  },
];
