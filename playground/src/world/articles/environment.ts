import type { WorldArticle } from '../article';

export const environment: readonly WorldArticle[] = [
  {
    slug: 'the-terns-are-back-on-little-skarn',
    title: 'The Terns Are Back on Little Skarn',
    description:
      'After nine empty summers, 140 pairs of terns are nesting on the shingle again. What changed, and how to watch without harm.',
    category: 'environment',
    author: 'Idris Quayle',
    tags: ['birds', 'islands', 'volunteers'],
    images: 3,
    body: `You hear them before the boat comes round the point: a harsh, scraping chatter, as if somebody were sharpening a hundred small knives. Then the air above the shingle is full of white wings. After nine empty summers there are terns on Little Skarn.

## Why they left

Rats came ashore from a wreck and ate the eggs. Then two storms in a row washed over the beach in June. The colony gave up and scattered along the coast.

## Why they came back

Volunteers spent three winters clearing the rats, trap by trap. They raised the nesting bank by half a metre with clean shingle, set out painted decoys and played recordings of a busy colony through a solar loudspeaker. In May the first pair landed beside a wooden bird and began to display at it.

By midsummer the wardens had counted 140 nests and at least 90 fledged chicks, grey as the stones they lie among.

## Watching them

Landing is forbidden until the end of August. The viewing boat keeps a hundred metres off, and binoculars are lent on board. If terns rise and dive, you are too close.

From [Great Skarn](/articles/a-weekend-on-great-skarn) the colony can be seen with a telescope, at no cost to anyone. Bring a hat; the gulls are back as well.`,
  },
  {
    slug: 'what-lives-in-a-rock-pool',
    title: 'What Lives in a Rock Pool?',
    description:
      'Anemones, blennies, hermit crabs and a sponge like a crumb of bread: a guide to the richest puddle on the coast.',
    category: 'environment',
    author: 'Idris Quayle',
    tags: ['beaches', 'family', 'guide', 'schools'],
    images: 4,
    body: `Lie on your stomach at the edge of a pool below the mid-tide line, keep your shadow off the water and wait for two minutes. At first there is only weed. Then a pebble walks.

## The residents

**Beadlet anemones** are blobs of red jelly in the air and flowers under water. They sting shrimps, and each other.

**Shore crabs** hide beneath the wrack. Young ones come in every pattern of gravel.

**Hermit crabs** live in borrowed shells and will queue in order of size when a better one becomes free.

**Blennies** are small, frowning fish that can sit out of the water under damp weed until the tide returns.

**Breadcrumb sponge** coats the overhangs in green or orange and is among the oldest kinds of animal that there are.

## A hard life

In a single day the pool may warm by fifteen degrees, turn nearly fresh in a downpour and be pounded by surf. Everything in it is a specialist in patience.

## Good manners

- Look with your eyes, a tray and a lens; leave the net at home.
- Put every stone back the same way up.
- Never prise a limpet loose.
- Watch the tide, above all on the way to [Lantern Point](/articles/lantern-point-at-low-tide).

Records of what you find are welcome at [the shore survey](https://example.org/shore-survey).`,
  },
  {
    slug: 'counting-swifts-over-the-ropewalk',
    title: 'Counting Swifts Over the Ropewalk',
    description:
      "Every June a line of people stands on the pavement and looks up. Their numbers show how the town's swifts are doing.",
    category: 'environment',
    author: 'Tomas Wendle',
    tags: ['birds', 'volunteers', 'data'],
    images: 1,
    body: `At a quarter past nine in the evening, in the third week of June, thirty people line the Ropewalk with clipboards and stiff necks. Overhead a dozen dark crescents scream between the chimneys at the height of the bedroom windows. Somebody shouts "in!" and everyone writes.

## Why at dusk

Swifts feed all day, high up and far off. Only at nightfall do they dash into their holes under the eaves, in less than a second. Miss it and you have missed the nest.

## The count

In the first year, 2011, there were 64 occupied nests. The low point was 22. This summer we reached 41. The recovery began when the roofers' guild agreed to leave gaps and to fit hollow bricks, at no charge, whenever scaffolding is up. Sixty bricks are in place and twenty-three have tenants.

## What you can do

- Ask before you repair a roof between May and August.
- Put up a box at least five metres above the ground, out of the sun.
- Leave a corner of the yard wild, for the insects.

Birds found on the ground can rarely take off; place them in a ventilated box and call the rescue line.

A [hedge full of aphids](/articles/a-hedge-is-a-long-thin-wood) is a swift's larder. Tidy gardens make empty skies.`,
  },
  {
    slug: 'a-hedge-is-a-long-thin-wood',
    title: 'A Hedge Is a Long, Thin Wood',
    description:
      "Hawthorn, dormice, moss and shelter: on the lanes above Ostley a winter's laying has brought an old habitat back to life.",
    category: 'environment',
    author: 'Odile Farrant',
    tags: ['gardening', 'birds', 'winter', 'crafts'],
    images: 3,
    body: `The man with the billhook cuts almost through the hawthorn, bends it over until it groans, and tucks it between two stakes. It ought to be dead. In April it will burst into leaf along its whole length, because a finger's breadth of bark is enough to keep it alive.

## What a hedge holds

In one hundred metres of old hedge above Ostley a survey last year found eleven kinds of shrub, forty of moth, a family of dormice and nineteen nests. A hedge has the edges of a wood and very little middle, and edges are where things happen. Bats use it as a road. So do hedgehogs, newts and seeds.

## Why it needs us

Left alone, it grows into a row of trees with gaps at the ankles. Flailed every autumn by machine, it thins to a comb. Laid by hand once in fifteen years and trimmed one side at a time, it stays thick from the ground up, and berries last until the fieldfares arrive.

## Three miles so far

The hedge-laying group works on Saturdays from November until the birds begin to build. Gloves are provided, and warmth is not.

> "You do it for somebody who is seven now," says the man with the hook.

Downhill the same hedges slow the rain, like [the gardens on our steep streets](/articles/rain-gardens-on-a-steep-street).`,
  },
  {
    slug: 'the-river-after-the-weir',
    title: 'The River After the Weir',
    description:
      'Hollin weir came down two summers ago. The Wenn has shifted its bed, lost its smell and welcomed its first salmon in a century.',
    category: 'environment',
    author: 'Maren Tolliver',
    tags: ['rivers', 'climate', 'history'],
    images: 4,
    body: `For a hundred and ninety years the Wenn stopped at Hollin. Behind the weir lay a mile of brown, still water that smelled in August; below it ran a shallow ditch. Then, over three weeks in a dry July, excavators took the stones away one by one, and the river was asked to remember.

## What it remembered

It began within days. The current cut into the silt and uncovered gravel that nobody had seen in living memory. A bend returned where the oldest map shows one. Alders fell in, and were left to lie.

## What came

First mayflies, in such clouds that cyclists wore goggles. Then dippers, bobbing on the new riffles. In November a boy walking his dog saw a fish as long as his arm thrash across the shallows: the first salmon above Hollin in a century. The ecologist who went to look found four gravel nests.

## What was lost

Anglers miss the deep pool, and the mill has no pond for its reflection. The floods, though, are lower, since the meadows upstream now take the water first.

Meanwhile [the salt marsh](/articles/should-we-let-the-salt-marsh-win) at the mouth is growing on the silt that the weir used to hold. You can follow all of it [by bicycle](/articles/cycling-the-wenn-from-source-to-sea).`,
  },
  {
    slug: '30-bags-from-one-beach',
    title: '30 Bags From One Beach',
    description:
      'The spring clean-up at the north beach collected thirty bags of litter in three hours. A list of what was in them.',
    category: 'environment',
    author: 'Jonah Brask',
    tags: ['beaches', 'volunteers'],
    images: 0,
    body: `The spring beach clean was held on the last Sunday of March. Forty-five volunteers took part. The weather was dry with a light wind from the west. In three hours thirty bags were filled, with a total weight of 212 kilograms.

## What was found

The contents were sorted on a tarpaulin and counted by type.

- Pieces of rope and net: 1,140
- Bottle tops: 870
- Pieces of hard plastic: 2,300
- Food wrappers: 640
- Cotton bud sticks: 410
- Shoes: 17, none of them a pair

There was also a traffic cone, half a surfboard and a message in a bottle, which could not be read because the ink had run.

## What it means

Rope and net were the largest part by weight. Most of it comes from fishing gear that was lost or cut. The amount of bottle tops has gone down compared with last year. Cotton bud sticks have gone down as well since paper ones are sold. The small fragments of plastic are the hardest to remove because they are mixed with the seaweed along the strand line, where sandhoppers and wading birds feed.

## Next time

The next clean will be in September. Gloves, bags and pickers are provided. Meet at the lifeboat slip at ten.`,
  },
  {
    slug: 'rain-gardens-on-a-steep-street',
    title: 'Rain Gardens on a Steep Street: Slowing Water One Kerb at a Time',
    description:
      'Six planted hollows, cut into the pavement of Chapel Steps, now drink a cloudburst before it reaches the harbour.',
    category: 'environment',
    author: 'Bastien Corrow',
    tags: ['climate', 'gardening', 'rivers'],
    images: 2,
    body: `When it rains on the Hill, it used to rain twice: once from the sky, and ten minutes later in the cellars of the Ropewalk. Chapel Steps is so steep that a storm would run down it like a slide, collecting oil and leaves, and burst out of the drains at the bottom.

## Six hollows

Two years ago the council cut six beds into the pavement, each the length of a parked car. The kerb has a notch; water turns in, drops its mud and sinks through sand and broken brick. Sedges, iris, loosestrife and willowherb were planted, chosen because they tolerate both drowning and drought.

## Does it work?

Gauges at the top and at the bottom tell the story. In a storm that filled a bucket in half an hour, the peak flow was down by two thirds and arrived twenty minutes later. No cellar has flooded since. Zinc and soot stay behind in the soil, which will have to be changed one day.

## Unplanned results

Bees, of course. Also neighbours: each bed has acquired an unofficial keeper who pulls out the litter and disputes the pruning.

Three more streets are on the list. In the country the same job is done by [hedges](/articles/a-hedge-is-a-long-thin-wood) and wet meadows, for nothing.`,
  },
  {
    slug: 'should-we-let-the-salt-marsh-win',
    title: 'Should We Let the Salt Marsh Win?',
    description:
      'The old sea wall at the Wenn mouth is failing. Rebuild it, or open it and let the tide make a marsh? Both sides, heard.',
    category: 'environment',
    author: 'Petra Lindqvale',
    tags: ['climate', 'rivers', 'birds'],
    images: 2,
    body: `The wall at the mouth of the Wenn is a bank of clay, two miles long, that protects ninety hectares of grazing. It has slumped in four places. Repair would cost a great deal and would have to be repeated as the sea rises. The alternative is to breach it on purpose.

## What the marsh would do

Salt marsh takes the force out of waves; eighty metres of it can halve their height. It traps silt, and so grows upwards as the water does. It stores carbon in its mud, shelters young bass and flounder, and feeds redshank, curlew and wintering geese.

## What would be lost

Grass, for one thing. The family that rents it has done so for five generations. A footpath, a skylark field and a row of pollard willows would go under as well. Compensation has been offered; it is not quite the point.

## A middle way?

The plan now on the table builds a shorter wall farther inland and opens the old one at two creeks. Sheep could still graze the upper marsh in summer. The path would move, and gain a hide.

Scientists who studied [the river after the weir](/articles/the-river-after-the-weir) expect sediment enough for the marsh to keep pace. The public hearing is in May.`,
  },
  {
    slug: 'compost-in-a-small-yard',
    title: 'Compost in a Small Yard',
    description:
      'You do not need a garden, only a lidded box, some cardboard and a little nerve. How to rot things well in two square feet.',
    category: 'environment',
    author: 'Hester Plimwood',
    tags: ['gardening', 'guide', 'budget'],
    images: 1,
    body: `A third of what this town throws away is peel, leaves and coffee grounds. In a lorry it costs money and makes methane. In a box beside the back door it makes soil.

## The box

Any lidded crate with holes in the bottom will do, standing on bare earth or on a tray. Two square feet are enough for a household of three.

## The recipe

Think in two colours and keep them in balance.

- **Green:** peelings, tea leaves, grass, dead flowers
- **Brown:** torn cardboard, dry leaves, straw, paper bags

For every bucket of green add the same of brown. Stir once a week with a stick. It should be as damp as a wrung-out sponge and smell like a wood after rain.

## If it goes wrong

Slimy and sour: add cardboard, and air. Dry and idle: add water. Flies: bury the fruit. Rats: no cooked food, no meat, and a brick on the lid.

## The workers

Red worms will arrive by themselves, or can be begged from a neighbour. Woodlice, springtails and threads of white fungus are all good signs.

In nine months you will have two bags of crumbly black compost. Spread it, feed a tub of beans, and before you lift anything read [six stretches for gardeners](/articles/six-stretches-for-gardeners).`,
  },
  {
    slug: 'the-dark-sky-of-kettle-moor',
    title: 'The Dark Sky of Kettle Moor',
    description:
      'Streetlights are creeping up the valley, but the moor is still dark enough for moths, migrating birds and the Milky Way.',
    category: 'environment',
    author: 'Tomas Wendle',
    tags: ['climate', 'birds', 'weekend'],
    images: 1,
    body: `On a moonless night at Cold Ladle you can read the sky but not your own hand. I measured it for a year with a light meter the size of a matchbox. On the best night it showed 21.6, in the units that astronomers use. In the middle of Port Alder it shows 18.

## Who needs the dark

Moths circle lamps until they are exhausted, and the plants they would have pollinated go without. Young seabirds leaving their burrows fly towards the brightest glow, which used to be the moon on the sea. Bats of the slower kinds will not cross a lit lane, and a single lamp can cut a hunting ground in two.

## What is being done

Four parishes have agreed to shield their lamps, to choose amber bulbs and to switch off after midnight. The quarry has turned its floodlights downwards. Seen from the tor the valley was dimmer this winter than last, for the first time since the survey began.

## Go and look

Choose the week of the new moon. Allow your eyes half an hour and use a red torch. You will see satellites, meteors, the great pale band, and perhaps hear a nightjar.

Then stay: there are four places [to sleep on the moor](/articles/where-to-sleep-on-kettle-moor).`,
  },
];
