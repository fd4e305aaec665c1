import type { WorldArticle } from '../article';

export const culture: readonly WorldArticle[] = [
  {
    slug: 'the-choir-that-meets-in-a-boatshed',
    title: 'The Choir That Meets in a Boatshed',
    description:
      'No audition, no sheet music, and a slipway for a stage. An evening with the loudest forty people in Port Alder.',
    category: 'culture',
    author: 'Odile Farrant',
    tags: ['music', 'harbour', 'volunteers'],
    images: 3,
    body: `They stand between the hulls, because there is nowhere else to stand. The basses have their backs against a half-planked dinghy. The sopranos share the workbench side with a vice and a cat. At half past seven Sabine Orrel raises a paintbrush, and forty people breathe in.

## How it began

Six years ago the shipwright's radio broke and he sang instead. A passer-by added a harmony. Within a month there were nine of them, and a rule that has never changed: anyone who comes in must sing.

## The songs

Half are work songs from this coast, collected by Sabine from a box of letters in the town archive. The rest are whatever the members bring: a lullaby from a grandmother, a round in four languages, a hymn with the words rewritten for a lost ferry. All of it is taught by ear, line by line.

> "Paper makes people look down," she says. "I want them to look at each other."

## Hear them

The doors are open on the last Thursday of each month, and the audience sits on the slipway. In June they perform with [the concertina beginners](/articles/learning-the-concertina-at-sixty), which is an act of courage on both sides. Bring a cushion and, since everyone must, a voice.`,
  },
  {
    slug: 'inside-the-puppet-workshop',
    title: 'Inside the Puppet Workshop',
    description: 'Lime wood, horsehair and old umbrellas: how two sisters carve the cast of the winter play.',
    category: 'culture',
    author: 'Odile Farrant',
    tags: ['crafts', 'theatre', 'winter'],
    images: 4,
    body: `The king has no head yet. It is on the windowsill, drying, beside a bishop's left hand and a row of glass eyes in an egg box. The sisters Alma and Greta Tarn have made puppets in this attic above the chandlery for twenty-two years, and the winter play opens in five weeks.

## From plank to person

Alma carves. She begins with a block of lime wood and a drawing that she never looks at. The nose comes first, since everything else in a face is afraid of the nose. Greta makes the bodies: cane, horsehair, felt and the ribs of broken umbrellas, which give a cloak its swing.

Strings are the last thing. A walking figure has nine, a dancing one fourteen. The crosses that hold them hang from the rafters like a flock.

## This year's story

*The Weather Thief* is a comedy with one real storm, performed behind a gauze with a wind machine cranked by schoolchildren. The script has been read aloud to the cat and to the harbour master; only one of them laughed.

Visitors may watch on Tuesdays. Children may work a retired fox. Performances are at [the old cinema](/articles/how-the-old-cinema-reopened), whose stage, Greta says, "finally has a floor we can trust".`,
  },
  {
    slug: 'everything-we-learned-in-the-town-archive',
    title: "Everything We Learned in a Wet Week Reading the Town Archive's Forgotten Harbour Ledgers",
    description:
      'A century of cargo, quarrels and cats, written in brown ink by clerks who thought that nobody would ever look.',
    category: 'culture',
    author: 'Bastien Corrow',
    tags: ['history', 'harbour', 'books'],
    images: 2,
    body: `There are sixty-one ledgers in the basement of the town hall, bound in sailcloth and smelling of candles. They list every ship that paid to tie up in Port Alder across a hundred years. It rained all week. We read them.

## What came in

Timber, salt, oranges, slate. Once, "a bear, small, in good temper". Once, a church organ in ninety crates, of which eighty-eight arrived. The missing two are the reason, it is said, why the organ on the Hill has no low C.

## Who wrote it

There were fourteen clerks, and one comes to know them. The third had beautiful capitals and could not add. The ninth drew gulls in the margin, then better gulls, then a portrait of a woman with an umbrella who appears every spring for eleven years. We should like to know who she was.

## The cats

The port employed them. They had wages, in fish, and their names were entered beside the dockers': Admiral, Mrs Pepper, Number Four.

The archivist, Delia Strand, hopes to photograph all the volumes and is looking for patient readers to transcribe them. Some pages have been sung already: [the boatshed choir](/articles/the-choir-that-meets-in-a-boatshed) found two of its songs folded into the ledger for a quiet winter.`,
  },
  {
    slug: 'who-painted-the-tidemill-mural',
    title: 'Who Painted the Tidemill Mural?',
    description:
      'It appeared overnight, forty feet long. Ten years on, a good many people claim to have held the ladder.',
    category: 'culture',
    author: 'Idris Quayle',
    tags: ['history', 'crafts', 'harbour'],
    images: 3,
    body: `On the second of May, ten years ago, the north wall of the Tidemill was bare brick. On the third it carried a procession: herring in waistcoats, a blue heron with a lantern, a child riding a crab, forty feet from end to end and, the experts agree, very well drawn.

## The evidence

The paint was boat enamel, bought in no shop within sixty miles. The brushwork is by two hands, one left and one right. A scaffold was missing from the yard that night and was back by breakfast, washed.

## The suspects

The art teacher smiles and changes the subject. The twins who restored the fairground have the right paint and the wrong alibi. A retired purser has confessed three times, but only in the pub. Seven people say that they held the ladder. It must have been a steady ladder.

## Why it has lasted

Each spring somebody retouches the heron's lantern, so that it always seems freshly lit. The council voted to clean the wall, then to protect it, then to put in a bench.

Personally I hope that we never find out. A town needs one good secret. The figures lead, if you follow them, towards the square where [the lantern parade](/articles/does-the-lantern-parade-need-a-stage) begins.`,
  },
  {
    slug: '8-rules-of-the-ropewalk-book-club',
    title: '8 Rules of the Ropewalk Book Club',
    description:
      'It has lasted nineteen years and survived one thousand-page saga. The members explain what keeps a reading group alive.',
    category: 'culture',
    author: 'Maren Tolliver',
    tags: ['books', 'weekend', 'volunteers'],
    images: 3,
    body: `Most book clubs die in the second winter. This one has met on the first Friday of the month for nineteen years, in the back room of the rope shop, among coils. The rules are pinned above the kettle, and I was allowed to copy them.

## The rules

1. Whoever chose the novel may not speak first.
2. You may come without finishing. You may not pretend.
3. No book longer than a cat.
4. Poetry in February, because it is short.
5. Nobody says "relatable".
6. One quarrel per evening; the second is held over.
7. Food must be eatable in the dark, in honour of the great power cut.
8. Each December we read again a book that we hated.

## What they have learned

Rule three was written after a saga of a thousand pages that ended two friendships for a while. Rule eight is the surprise: on second reading they change their minds nearly half the time.

> "We thought we were talking about the characters," says the founder, Edda Moss. "After nineteen years you see that it was us."

New members are admitted in September, by bringing a chair. Anyone with a taste for older handwriting should look at [the harbour ledgers](/articles/everything-we-learned-in-the-town-archive), which break every rule but the fifth.`,
  },
  {
    slug: 'the-last-net-makers',
    title: 'The Last Net Makers',
    description:
      'Three people in Saltreach can still knot a herring net by hand. They would like there to be a fourth.',
    category: 'culture',
    author: 'Petra Lindqvale',
    tags: ['crafts', 'history', 'harbour'],
    images: 2,
    body: `The needle goes over, under, through, and is pulled tight with a small snap. Hanne Dove, who is eighty-one, makes forty knots a minute and talks the whole time. Her hands have been doing this since she was six, and they no longer need her.

## A vanishing skill

Once every second house in Saltreach had a hook in the lintel for braiding nets. Whole streets worked in their doorways, gossiping, with the mesh running from one to the next like washing. Nylon came, then factories. Now there are three net makers left, and they meet on Wednesdays in the lifeboat hall.

## New uses

Nobody orders herring nets. But the theatre wanted a forest canopy, a football club needed goals, and an artist from the city has commissioned a curtain for a concert hall, nine metres high, in undyed hemp. It is the largest piece that the three of them have made in forty years.

## The fourth chair

There is always an empty seat at the table, with a needle and a ball of twine. Seven people have tried it this year. One, a boy of fourteen, has come back every week.

His first whole square hangs in [the museum in a cupboard](/articles/a-museum-the-size-of-a-cupboard), slightly crooked and properly labelled.`,
  },
  {
    slug: 'a-museum-the-size-of-a-cupboard',
    title: 'A Museum the Size of a Cupboard',
    description:
      'One visitor at a time, eleven exhibits, free entry. A review of the smallest collection in the region.',
    category: 'culture',
    author: 'Hester Plimwood',
    tags: ['history', 'crafts', 'family'],
    images: 1,
    body: `It was a telephone exchange, then a broom cupboard, and since last year it has been the Museum of Nearly Everything. It measures two paces by one. Admission is free, and there is a queue.

## The collection

There are eleven objects. They change on the first of the month, and each is lent by a resident with a card in their own handwriting. When I went in I saw:

- a button from the last tram conductor's coat
- a tooth, unidentified
- a love letter, folded so that only the ending shows
- a jar of sand from a beach that is no longer there
- a knotted square of net, first attempt

## The experience

The curator, a former postman called Lars Ebbing, closes the door behind you. A lamp comes on. For four minutes you are alone with other people's treasures, and there is nowhere to look but at them. I have spent longer in larger galleries and remembered less.

## Practical matters

Open on Thursdays and Saturdays from ten to four. Wheelchair users are brought the objects on a tray. Loans are accepted at the door; nothing valuable, nothing alive.

The net came from [the makers in Saltreach](/articles/the-last-net-makers). The tooth, according to the visitors' book, has been claimed by three families.`,
  },
  {
    slug: 'does-the-lantern-parade-need-a-stage',
    title: 'Does the Lantern Parade Need a Stage?',
    description:
      'The festival committee proposes a stage with lights and a band. Some paper-lantern makers would rather keep the dark.',
    category: 'culture',
    author: 'Jonah Brask',
    tags: ['theatre', 'winter', 'family'],
    images: 0,
    body: `The lantern parade takes place every year on the longest night. People make lanterns out of willow and paper and carry them from the square to the harbour. There has never been a stage. This year the festival committee has suggested one, and opinions are divided.

## For a stage

The committee says that visitors do not know where to stand and that there is nothing to see once the parade has passed. A stage on the quay with a brass band and a storyteller would give the evening an ending. It would also help the food stalls. A sponsor would pay for the lighting.

## Against a stage

The lantern makers say that lighting is the problem. The point of the parade is darkness, and you cannot see a candle next to a floodlight. They also say that the ending already exists: the lanterns are put down along the water and everybody is quiet for a minute. Several have written letters.

## A possible compromise

The band could play in the square at the beginning, without amplifiers, and stop when the first lantern is lit. The puppet makers, whose [workshop](/articles/inside-the-puppet-workshop) lends the large figures, support this.

The committee will decide next month. The meeting is open to the public.`,
  },
  {
    slug: 'learning-the-concertina-at-sixty',
    title: 'Learning the Concertina at Sixty',
    description:
      'Thirty buttons, two rows of reeds and a patient neighbour. Notes from the first year of a late beginner.',
    category: 'culture',
    author: 'Tomas Wendle',
    tags: ['music', 'wellbeing', 'family'],
    images: 1,
    body: `I bought it because of its case, a six-sided leather box like a hat for a bee. Inside was a concertina with thirty buttons, two dumb reeds and a smell of tobacco. I was sixty and had never played a note.

## The first month

Every button gives one sound when you push and another when you pull, so that a simple scale is a kind of argument. I practised in the shed. The dog moved to the far end of the garden and then to the neighbours.

## The teacher

Help came over the fence in the person of Joss Merrow, who had played for dances in his youth and said that he could bear it no longer. He gave me three rules: tap the foot before you touch the bellows, learn tunes rather than exercises, and stop while it is still fun.

## The first concert

In May eleven beginners played two polkas at the boatshed. We finished at roughly the same time. [The choir](/articles/the-choir-that-meets-in-a-boatshed) stamped, which I choose to regard as applause.

People ask whether it is too late to begin. My fingers are slower than a child's and my ear is worse. But I practise gladly, I know exactly why I am doing it, and nobody has to drive me to the lesson.`,
  },
  {
    slug: 'how-the-old-cinema-reopened',
    title: 'How the Old Cinema Reopened With 90 Seats and No Popcorn',
    description:
      'Bats in the projection room, a leaking dome and a share offer that sold out in nine days: the return of a picture house.',
    category: 'culture',
    author: 'Odile Farrant',
    tags: ['theatre', 'history', 'volunteers'],
    images: 4,
    body: `For seventeen years the only audience in the Halcyon was bats. They hung in the projection room, above a reel that someone had never rewound, while rain came through the dome and ferns grew in the front stalls. On Friday the curtain went up again, on ninety mended seats.

## Nine days

The building was to be flats. Then an usher's granddaughter offered shares at twenty coins apiece from a trestle table in the market. She had hoped for a hundred takers. There were two thousand, and the last share was bought by a class of ten-year-olds, jointly.

## What they kept

The plaster shells around the screen, repainted by the Tarn sisters of [the puppet workshop](/articles/inside-the-puppet-workshop). The ticket booth. The bats, who have been given a loft of their own.

## What they left out

Popcorn. "It is loud, it smells, and we would be the ones to sweep it up," says the manager. There are pears instead, and rye buns.

The programme mixes silent pictures with live piano, films made in the region, theatre, and on Sundays whatever the members have voted for. The first film was the one on the abandoned reel. It turned out to be a newsreel about the opening of the Halcyon.`,
  },
];
