import type { WorldArticle } from '../article';

export const food: readonly WorldArticle[] = [
  {
    slug: 'smoked-mackerel-three-ways',
    title: 'Smoked Mackerel, Three Ways',
    description:
      'One smoked fish, three quick plates: a lemony pâté, a warm potato salad and a bowl of broth for cold evenings.',
    category: 'food',
    author: 'Maren Tolliver',
    tags: ['seafood', 'recipes', 'harbour'],
    images: 4,
    body: `A smoked mackerel costs less than a sandwich at the quay, keeps for a week in the fridge and asks almost nothing of the cook. Pull off the skin, run a finger along the middle to find the small bones, and you have supper.

## On toast

Mash one fillet with two spoonfuls of soft cheese, the juice of half a lemon and plenty of black pepper. Do not use a blender: the pâté should have flakes in it. Spread it thickly on toasted rye, such as the [buns from the Ropewalk bakery](/articles/rye-buns-from-the-ropewalk-bakery).

## With warm potatoes

Boil a pound of waxy potatoes, slice them while they steam and dress them at once with vinegar, mustard and chopped dill. Fold in the mackerel at the end so that it only just warms through.

## In broth

Simmer a leek, a carrot and a bay leaf in water for twenty minutes. Add a handful of noodles, then the fish, then a fistful of parsley. The smoke flavours the whole pot.

> "Buy the fish with the skin still shining," says Wilma Garr, who has run the smokehouse on the north quay for thirty years. "Dull skin means it sat too long after the fire."

Leftovers, if there are any, go well into an omelette the next morning.`,
  },
  {
    slug: 'what-makes-a-good-harbour-chowder',
    title: 'What Makes a Good Harbour Chowder?',
    description:
      'We ate eleven bowls in four days to find out why some chowders sing and others sit like wallpaper paste.',
    category: 'food',
    author: 'Maren Tolliver',
    tags: ['seafood', 'harbour', 'seasonal'],
    images: 3,
    body: `Every kitchen within sight of the water claims the true recipe. Over four days we tasted eleven bowls, took notes on the backs of receipts, and argued about it all the way home.

## Thin, not thick

The best bowls were loose enough to drink from the side. Flour was the usual culprit in the others: it hides the fish and coats the spoon. The cook at the Tidemill uses nothing but crushed potato, added in the last five minutes, and her broth tastes of cream, bacon and the sea.

## Three kinds of fish

A chowder of only one fish is a soup with ambition. The winners mixed:

- something smoked, for depth
- something white and firm, for the bite
- a few mussels or clams, for salt

## The crust matters

A bowl needs bread that can stand up to it. Soft rolls dissolve; a [dark, slow sourdough](/articles/sourdough-for-people-who-forget) lasts to the last mouthful.

We asked each cook for one rule. The answer we liked best came from a retired ship's cook at the next table, who had not been asked at all. "Take it off the heat before you think it is ready," he said, "and leave it alone for ten minutes." We tried it at home. He is right.`,
  },
  {
    slug: 'sourdough-for-people-who-forget',
    title: 'Sourdough for People Who Forget to Feed the Starter',
    description:
      'A forgiving sourdough method for busy kitchens: a neglected jar, one long night of rising and a very hot pot.',
    category: 'food',
    author: 'Bastien Corrow',
    tags: ['baking', 'recipes', 'guide'],
    images: 2,
    body: `My starter lives behind the pickles and sees daylight twice a month. According to most baking books it should be dead. It is not, and the loaf it makes is better than anything I can buy on this side of the river.

## Wake it up

The evening before you bake, pour away the grey liquid, keep one spoonful of the paste and stir it into a cup of flour and half a cup of warm water. By breakfast it should have doubled. If it has not, give it until lunch. Flour is patient.

## Mix and walk away

Combine four cups of flour, a heaped teaspoon of salt, the lively starter and enough water to make a shaggy dough. Fold it over itself every half hour, three times, then leave it on the coolest windowsill until bedtime.

## Bake in a pot

1. Heat a lidded iron pot until it is fierce.
2. Drop in the dough, seam upwards, and cover.
3. Bake for thirty minutes, then twenty more without the lid.

The crust will crackle as it cools. Try not to cut it for an hour; fail; eat the heel with butter. A slice two days old is the right companion to [a bowl of chowder](/articles/what-makes-a-good-harbour-chowder), and older crumbs thicken a stew.`,
  },
  {
    slug: '12-things-to-buy-at-the-saturday-market',
    title: '12 Things to Buy at the Saturday Market Before Nine',
    description:
      'The stalls on Fennel Street sell out early. Here is what to put in the basket first, and what can wait until noon.',
    category: 'food',
    author: 'Hester Plimwood',
    tags: ['market', 'seasonal', 'budget'],
    images: 1,
    body: `The Saturday market opens at seven. By half past nine the best of it has gone home in other people's baskets. After two years of receipts, this is my order of march.

## First lap

- Brown eggs from the Ostley stall, which has only forty boxes
- Goat's curd, in the jars with the blue lids
- Crab claws, if the boats went out on Friday
- Spinach with the mud still on it
- The small seeded loaves

## Second lap

- Honey from the moor hives
- Apples sold as "ugly", at half the price
- Smoked garlic
- A wedge of whatever cheese is being cut
- Celery with its leaves, for stock

## If there is change left

- A bag of broken biscuits
- One bunch of flowers, because it is Saturday

Bring coins, a cool bag and a cloth for the loaves. Prices are chalked up, and nobody haggles, but most stalls round down if you buy three of anything. The honey man also takes back clean jars.

What can wait: onions, carrots, potatoes and jam are still there at noon, often cheaper. Pumpkins arrive in October, and one of them will feed you [for most of a week](/articles/five-suppers-from-one-pumpkin).

A map of the stalls is at [the market office](https://example.org/port-alder-market).`,
  },
  {
    slug: 'white-bean-stew',
    title: 'White Bean Stew',
    description: '',
    category: 'food',
    author: 'Jonah Brask',
    tags: ['recipes', 'winter', 'budget'],
    images: 0,
    body: `This is a stew of white beans. It is cheap and it is filling, and it can be made in one pan.

## What you need

Two tins of white beans or a cup of dried ones soaked overnight. One onion. Two cloves of garlic. A tin of tomatoes. A stick of celery. A sprig of rosemary. Olive oil, salt, pepper. If there is an end of hard cheese in the fridge, the rind can go in as well.

## What you do

Chop the onion and the celery small and cook them in the oil over a low heat until they are soft, which takes longer than you think, about fifteen minutes. Add the garlic and the rosemary and stir. Add the tomatoes and the beans with half of their liquid. Put in the cheese rind. Let it bubble quietly for half an hour and stir it now and then so that it does not catch.

Crush some of the beans against the side of the pan with a spoon. This makes the sauce creamy. Taste it and add salt.

Serve it in bowls with bread. It is better on the second day. It also freezes. You can add chopped kale, or a spoonful of [plum jam](/articles/the-plum-jam-that-never-sets) at the end, which sounds odd but works.`,
  },
  {
    slug: 'the-plum-jam-that-never-sets',
    title: 'The Plum Jam That Never Sets, and Why We Keep Making It',
    description:
      'A family recipe that fails every August, the tree that supplies it, and the many uses of a runny jar.',
    category: 'food',
    author: 'Odile Farrant',
    tags: ['recipes', 'family', 'seasonal'],
    images: 3,
    body: `There is a plum tree behind my aunt's house in Saltreach that leans so far over the wall that half its fruit belongs, by custom, to the bus stop. Every August we pick the other half, weigh it on the bathroom scales and make jam. It has never once set.

## The method, such as it is

Equal weights of plums and sugar, a splash of water, the stones left in. Boil until somebody says that it looks about right. Drop a little on a cold saucer and push it with a finger. Observe that it runs away. Boil it again. Observe the same. Pour it into jars regardless.

We have tried lemon peel, green apples, a copper pan and a thermometer. The tree simply grows plums with other plans.

## What runny jam is good for

Spooned over yoghurt it is a sauce. Whisked with vinegar it dresses a beetroot salad. A ladleful glazes roast duck, and a teaspoon rescues a dull [white bean stew](/articles/white-bean-stew). Stirred into hot water with ginger it is, my aunt insists, medicine.

> "If it set," she says, "it would only be jam."

The jars are labelled each year with the same two words, *Try Again*, and by Easter they are always gone.`,
  },
  {
    slug: 'a-beginners-guide-to-sea-vegetables',
    title: "A Beginner's Guide to Sea Vegetables",
    description:
      'Samphire, dulse and sea beet: how to pick a little, wash it well and cook it so that even children ask for more.',
    category: 'food',
    author: 'Idris Quayle',
    tags: ['beaches', 'guide', 'recipes'],
    images: 3,
    body: `At the edge of the marsh there is a larder with no door. Much of it is delicious, most of it is safe, and all of it should be picked by somebody who knows what they are holding. Go first with a person who has done it before; the ranger station runs a walk each spring.

## Three to start with

**Samphire** looks like a tiny cactus and tastes of salt and asparagus. Snip the tips, never the roots, from June to August. Boil for one minute, add butter, stop.

**Dulse** is the purple ribbon on the lower rocks. Dry it on a radiator, crumble it over eggs or knead it into bread dough.

**Sea beet** is spinach with better manners: glossy, thick and sweet. Wilt it with garlic and serve it beside [smoked mackerel](/articles/smoked-mackerel-three-ways).

## House rules

- Take a handful, from several plants.
- Pick only from clean water, well away from the harbour outfall.
- Rinse three times: sand hides.
- If you are in doubt, leave it out.

Tides do not wait for cooks. Check the table before you set out, and while you are down there have a look at [what lives in the pools](/articles/what-lives-in-a-rock-pool). The neighbours are good company, but they are not for the pot.`,
  },
  {
    slug: 'is-the-sunday-roast-worth-it-for-two',
    title: 'Is the Sunday Roast Still Worth It for Two?',
    description:
      'A small joint, one oven tray and a plan for Monday: the case for roasting when there are only two at the table.',
    category: 'food',
    author: 'Petra Lindqvale',
    tags: ['recipes', 'weekend', 'budget'],
    images: 2,
    body: `When the children left, the roasting tin moved to the top of the cupboard. A joint for two seemed wasteful, the oven seemed huge, and the gravy made more washing-up than dinner. Last winter we took the tin down again, with some changes.

## Cook smaller, and hotter

Ask the butcher for a single rack, a chicken leg each, or a thick slice of pork shoulder. Small cuts like a hot oven and a short time: forty minutes at most. Rest the meat under a cloth while the vegetables finish in the same tray, turning in the fat.

- Potatoes, cut no larger than a walnut
- Parsnips or carrots, in fingers
- A whole onion, in its skin
- A head of garlic, cut across

## Gravy without tears

Pour a glass of cider on to the hot tray, scrape, and strain it into a jug. That is all.

## Monday is the point

The value of a roast lies in what follows. Cold meat goes into a sandwich with pickles, bones into the stockpot, potatoes into a hash. Counted over three meals, ours costs less than a takeaway.

So yes, it is worth it. Have it at two o'clock, leave the dishes, and consider whether you ought to [nap after lunch](/articles/should-you-nap-after-lunch).`,
  },
  {
    slug: 'rye-buns-from-the-ropewalk-bakery',
    title: 'Rye Buns From the Ropewalk Bakery',
    description:
      'The bakers start at two in the morning. We joined them, got in the way, and came home with the recipe for their rye buns.',
    category: 'food',
    author: 'Maren Tolliver',
    tags: ['baking', 'recipes', 'market'],
    images: 4,
    body: `At two in the morning the Ropewalk is dark except for one yellow window. Behind it Agnes Thole and her brother Ivo are already dusted to the elbows, and the first dough is turning in the mixer with a slow, wet slap.

The bakery has sold the same rye bun since it opened: dark, round, slightly sour, with a cross cut in the top and caraway inside. On Saturdays they make six hundred, and the queue forms before the shutters are up.

## The recipe, cut down for a home oven

- 300 g rye flour and 200 g strong wheat flour
- 10 g salt and a teaspoon of caraway, crushed
- 350 ml buttermilk, hand-warm
- 7 g dried yeast and a spoonful of black treacle

Mix everything into a sticky dough. Do not add flour; wet your hands instead. Leave it for two hours, shape ten balls, leave them for forty minutes. Cut a cross, dust with rye and bake at 220 degrees for twenty minutes, with a dish of water on the oven floor.

> "People rush the second rise," says Ivo. "The bun will tell you. Press it. If it sighs, it is ready."

Eat them the same day, with butter and salt, or with [smoked mackerel](/articles/smoked-mackerel-three-ways), which is how Agnes has her breakfast when everybody else is waking up.`,
  },
  {
    slug: 'five-suppers-from-one-pumpkin',
    title: 'Five Suppers From One Pumpkin',
    description:
      'A large pumpkin is a bargain and a threat. This plan turns one of them into a working week of different meals.',
    category: 'food',
    author: 'Hester Plimwood',
    tags: ['recipes', 'budget', 'seasonal', 'family'],
    images: 1,
    body: `The pumpkin stall sells by the piece, not by the pound, so the sensible shopper takes the biggest one she can carry. Ours weighed nine kilos. This is how it left the kitchen.

## Monday: roasted wedges

Cut, oil, salt, forty minutes. Serve with lentils and a sharp dressing. Roast twice as much as you need.

## Tuesday: soup

Yesterday's wedges, an onion, stock, a little nutmeg. Blend it. Fry some sage leaves if you have them.

## Wednesday: dumplings

Mash a bowlful with flour and an egg, roll it into ropes, cut them, boil until they float. Brown butter makes them a feast.

## Thursday: curry

Cubes simmered in coconut milk with ginger, chilli and spinach. Rice alongside.

## Friday: pie

Grated pumpkin, hard cheese, thyme, a sheet of pastry. It looks like more work than it is.

Wash the seeds, dry them and toast them with salt; they last longer than the pumpkin. The peel and the stringy middle go to the worms, for which see our notes on [compost in a small yard](/articles/compost-in-a-small-yard).

Cost for two people, including cream and pastry: a little under three coins per supper. By Saturday nobody wished to hear the word pumpkin again, which is exactly as the season intends.`,
  },
];
