import type { WorldArticle } from './article';

/** Unpublished entries: what an editor opens to see a prediction before anybody has read a word. */
export const drafts: readonly WorldArticle[] = [
  {
    slug: 'oat-biscuits-for-the-long-crossing',
    title: 'Oat Biscuits for the Long Crossing',
    description:
      'Hard, sweet and nearly indestructible: the biscuit that islanders have carried across the sound for generations.',
    category: 'food',
    author: 'Maren Tolliver',
    tags: ['baking', 'islands', 'recipes'],
    images: 3,
    body: `Every family on Great Skarn owns a tin with a dented lid, and in every tin there are oat biscuits. They are made for the crossing: they do not crumble in a pocket, they settle the stomach, and they can be eaten with one hand while the other holds the rail.

## What goes in

- 250 g rolled oats, toasted in a dry pan
- 100 g flour, 100 g butter, 80 g dark sugar
- a spoonful of honey, a good pinch of salt
- an egg, and ginger if the forecast is poor

## What to do

Melt the butter with the sugar and the honey, stir in everything else and let the mixture rest for a quarter of an hour, so that the oats can drink. Roll it out as thick as a finger. Cut squares; round ones waste dough. Bake at 170 degrees for twenty-five minutes, until the edges are the colour of rope.

> "Soft means underdone," says Ailith Roe, who bakes for the ferry kiosk. "They should knock on the table like a visitor."

They keep for a month. Dip them in coffee, spread them with the [plum jam that never sets](/articles/the-plum-jam-that-never-sets), or simply take them along on [a weekend on the island](/articles/a-weekend-on-great-skarn).`,
  },
  {
    slug: 'should-we-be-pickling-more-things',
    title: 'Should We Be Pickling More Things?',
    description:
      'Beetroot, eggs, walnuts and one brave attempt at rhubarb. A vinegar diary from a kitchen with too many jars.',
    category: 'food',
    author: 'Hester Plimwood',
    tags: ['recipes', 'budget', 'seasonal'],
    images: 1,
    body: `It began with a glut of cucumbers and a refusal to throw anything away. By September the shelf above the stove held twenty-three jars, labelled, dated and graded. Here are the results.

## Marks out of ten

- **Cucumber with dill:** nine. The standard.
- **Beetroot with orange peel:** eight, but it stains the grater.
- **Red onion:** ten. Ready in an hour, good on everything.
- **Egg:** six. An acquired habit.
- **Green walnut:** seven, in three months, they say.
- **Rhubarb:** two.

## The basic brine

Two cups of vinegar, one of water, four spoonfuls of sugar, two of salt. Bring it to the boil with mustard seed, a bay leaf and peppercorns, and pour it hot over clean raw vegetables in a hot jar. Cool, close, refrigerate, and eat within a month. Jars for the cupboard need a tested recipe and a proper boil.

## What it costs

The jars were free, the vegetables were cheap, and the vinegar was the largest expense. A jar works out at a third of the shop price.

Serve a small saucer of something sharp beside anything rich: a [Sunday roast](/articles/is-the-sunday-roast-worth-it-for-two), smoked fish, a cheese toast. Do not serve the rhubarb.`,
  },
  {
    slug: 'the-harbour-at-five-in-the-morning',
    title: 'The Harbour at Five in the Morning',
    description:
      'Before the gulls, before the kiosks, there is an hour when Port Alder belongs to those who are already up.',
    category: 'travel',
    author: 'Idris Quayle',
    tags: ['harbour', 'walking', 'seasonal'],
    images: 3,
    body: `Set the alarm for half past four, curse it, and go down the steps with your shoelaces undone. There is an hour before sunrise when the harbour is awake and the town is not, and it is the best free show in the region.

## Where to stand

Begin at the fish dock, where the day boats unload under white lamps. Keep behind the yellow line and nobody will mind you. Ice rattles down a chute; crates slide; a bell rings, and the auction is over in the time that it takes to butter bread.

Then walk out along the mole. It is eight hundred paces to the green light. Cormorants stand on the chain with their coats open.

## Where to sit

The seamen's cafe opens at half past five. It sells tea in mugs the size of a bucket, and fried egg rolls, and visitors are looked at exactly once. Take the bench by the window and watch the sky turn over.

## How to get there

There is no bus so early. From the station it is ten minutes on foot, and from the Hill two hundred and six steps, all down. By seven it is finished. Go back to bed, or catch [the first train to Brackenfold](/articles/the-slow-train-to-brackenfold) and sleep there.`,
  },
  {
    slug: 'is-morning-light-the-cheapest-tonic',
    title: 'Is Morning Light the Cheapest Tonic of All?',
    description:
      "Twenty minutes outdoors before ten o'clock can steady sleep and lift a winter mood. What is known, and how to do it.",
    category: 'health',
    author: 'Petra Lindqvale',
    tags: ['sleep', 'wellbeing', 'winter'],
    images: 2,
    body: `On a dull December morning the light on the sea wall is about twenty times brighter than the light in a kitchen. Your eyes barely notice, since they adjust. Your body clock notices at once.

## What it does

Bright light early in the day tells the clock in the brain that the day has begun. Alertness rises, and the evening signal for sleep arrives earlier and more firmly. For people whose mood sinks in the dark months, regular morning light can be a real support.

## How much?

Aim for twenty to thirty minutes outside, before ten, on most days. Sunshine is not required; grey sky is plenty. You need not stare at anything. Walk the dog, cycle to work, drink your coffee on the step in a blanket.

## Making it stick

- Put the coat and shoes beside the bed.
- Arrange to meet somebody.
- Join the slow Monday stroll, one of [five walking groups](/articles/walking-groups-are-good-company).
- On impossible days, sit at the brightest window.

Light boxes can help those who leave and return in darkness, but ask a doctor first if you have an eye disease or a history of mania. A low mood that lasts for weeks, summer or winter, deserves proper care and not only a walk.`,
  },
  {
    slug: 'a-map-of-every-bench',
    title: 'A Map of Every Bench',
    description:
      'Three hundred and twelve seats, mapped by pupils with borrowed receivers. Now anyone can plan a walk from rest to rest.',
    category: 'technology',
    author: 'Bastien Corrow',
    tags: ['data', 'schools', 'walking'],
    images: 2,
    body: `There are 312 public benches in Port Alder. Until this month nobody knew that, and the council's own database listed 140, of which nine were in the sea. The correction was made by a class of thirteen-year-olds with satellite receivers on sticks.

## The survey

Each pair of pupils was given a square of the town and a form with six fields: position, material, backrest, shade, view and, in one word, mood. The receivers average their signal for a minute and are accurate to about the width of the bench. Records were uploaded to an open map in the evening, and a script flagged any that were in water.

## The application

The result is a small web page, forty kilobytes in all, that works on old telephones and without a connection. Type in where you are and how far you can comfortably walk; it plans a route on which no seat is farther off than that. It keeps no log of who asked.

> "My grandfather has gone to the market by himself for the first time since his operation," wrote one of the programmers.

The code and the data are free to reuse. The same class first met loops and lists through [tide tables](/articles/teaching-code-with-tide-tables), and is now looking at drinking fountains.`,
  },
  {
    slug: 'why-does-the-bus-app-lie',
    title: 'Why Does the Bus App Lie?',
    description:
      'Two minutes, says the screen. Ten minutes later it still says two. We followed a prediction from the bus to the phone.',
    category: 'technology',
    author: 'Tomas Wendle',
    tags: ['data', 'internet'],
    images: 0,
    body: `"Due in two minutes," says the display at the bandstand. It has said so since the rain began. To find out why, I spent a day with the system that makes these promises.

## How it is meant to work

Every bus carries a transmitter that reports its position twice a minute. A server compares it with the timetable and with the usual travel time for that street, and computes an arrival. Your app asks the server; the screen at the stop does the same by radio.

## Where it goes wrong

1. **Hills.** In the lee of the Hill the signal drops, and the server repeats the last position that it knows.
2. **Ghosts.** A cancelled trip stays in the schedule file until somebody deletes it.
3. **Averages.** The usual time for the bridge is four minutes. On a Friday it is eleven.

## What would help

The operator is testing a model that learns separate times for each hour and weekday and shows a range instead of a number: *between two and nine minutes*. In trials passengers complained less, although the buses were no faster. Honesty, it seems, is a kind of punctuality.

In the meantime, refresh twice. If the number does not change, it is a ghost: walk, or ask [the person with the sensor](/articles/the-library-lends-out-sensors).`,
  },
  {
    slug: 'a-play-in-eleven-kitchens',
    title: 'A Play in Eleven Kitchens',
    description:
      'The new production by the Quay Players is performed simultaneously in eleven homes, and every audience sees a different ending.',
    category: 'culture',
    author: 'Odile Farrant',
    tags: ['theatre', 'family', 'weekend'],
    images: 3,
    body: `You are asked to bring a potato. At seven o'clock a stranger lets you into a house on the Ropewalk, hangs up your coat and puts you at a table with seven others. A woman in an apron is already weeping. It may be the onions.

## The idea

*What Was for Supper* takes place in eleven kitchens at once. Every cast of two plays the same forty pages: a brother and a sister, a pot of soup, a letter that has not been opened. From time to time the telephone rings, and the voice on the line is a character in another house. What is said there changes what happens here.

## The craft

There is no set to build, for the kitchens belong to members of the company. The timing is done with egg clocks. In rehearsal the director, Mira Holt, ran from door to door with a bicycle lamp; during the run she sits at home, listens to everything and interferes.

## The ending

I have now seen two of them. In one the letter is burned. In the other it is read aloud by the audience, a line each.

The soup is real, and so is the potato. Tickets are sold at [the Halcyon](/articles/how-the-old-cinema-reopened), eighty-eight a night, and are nearly gone.`,
  },
  {
    slug: 'seagrass-comes-home-to-the-outer-bay',
    title: 'Seagrass Comes Home to the Outer Bay After Forty Years of Bare Sand',
    description:
      'Divers have planted a hectare of meadow by hand. The first seedlings survived the winter, and the seahorses have noticed.',
    category: 'environment',
    author: 'Idris Quayle',
    tags: ['climate', 'volunteers', 'beaches'],
    images: 3,
    body: `From the boat it looks like a shadow on the bottom. Then the sun comes out, and the shadow turns green and bends all together, like a field of barley in wind. It is the first seagrass in the outer bay for forty years.

## What went missing

Old charts mark a meadow two miles long. Disease thinned it, mud from dredging covered the rest, and anchors tore out what was left. Without roots the sand began to wander, and the young cod and plaice that used to shelter there went elsewhere.

## Sowing under water

Last spring volunteers gathered seeds by snorkel from a healthy bed behind the islands, never more than one in ten. At the aquarium they were sorted, rinsed and sewn into small hessian bags, forty thousand of them, by schoolchildren and by the three net makers of Saltreach. Divers laid the bags along ropes on the sea floor.

## After the winter

One bag in four has sprouted. That is more than anyone had hoped for. A survey in May found shrimps, pipefish, and a single seahorse holding on to a leaf with its tail.

Boats are asked to use the new moorings, which do not drag a chain. The meadow holds carbon and softens waves, as does [the salt marsh](/articles/should-we-let-the-salt-marsh-win) on the other shore.`,
  },
];
