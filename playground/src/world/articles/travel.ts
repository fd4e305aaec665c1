import type { WorldArticle } from '../article';

export const travel: readonly WorldArticle[] = [
  {
    slug: 'a-weekend-on-great-skarn',
    title: 'A Weekend on Great Skarn Without a Car',
    description:
      'Two nights, one ferry and a pair of boots: how to see the whole island on foot and still be back for Monday.',
    category: 'travel',
    author: 'Idris Quayle',
    tags: ['islands', 'weekend', 'walking'],
    images: 3,
    body: `The Friday ferry leaves Port Alder at five past six and reaches Great Skarn before the pub stops serving. There are eleven miles of road on the island and perhaps thirty cars. You will not miss yours.

## Friday evening

Drop your bag at the old coastguard hostel, where a bunk includes breakfast, and walk up to the chapel ruin for the last light. From the wall you can see the mainland lamps come on one street at a time.

## Saturday: the whole coast

The loop path takes six hours with a long stop. Go clockwise, so that the wind is behind you on the cliffs. Halfway round, at Sallow Bay, a kiosk sells tea and slabs of ginger cake out of a window. Carry water; there is none on the western side.

## Sunday: small things

- Hire a rowing boat in the inner harbour.
- Visit the two-room school museum, open from ten.
- Look across to Little Skarn, where [the terns are nesting](/articles/the-terns-are-back-on-little-skarn).

The return sailing is at four. Buy your ticket on the way out, because the office closes for lunch and sometimes for rather longer. If you want a harder trip next time, ask about [the night ferry](/articles/packing-for-the-night-ferry), which goes on to places without a kiosk.`,
  },
  {
    slug: 'the-slow-train-to-brackenfold',
    title: 'The Slow Train to Brackenfold',
    description:
      'It takes ninety minutes to travel thirty miles, stops by request at a field gate, and has the finest window seats in the region.',
    category: 'travel',
    author: 'Odile Farrant',
    tags: ['trains', 'weekend', 'history'],
    images: 3,
    body: `Nobody takes the Brackenfold line in order to arrive. The bus is faster, the road is shorter, and in November the train has been known to wait for sheep. Yet on a Thursday morning in spring nearly every seat by a window is taken.

## Sit on the left

Leaving Port Alder the track curls along the estuary so closely that at high water you seem to be sailing. Herons stand beside the sleepers. Then comes the long climb through beech woods, and the carriage goes green.

## Three places to get off

**Marl Green**, for the pottery and a bench under a walnut tree. **Field Gate Halt**, where you must tell the guard in advance and wave for the return. **Upper Wenn**, a mile from the source of the river and the start of [the two-day bicycle route](/articles/cycling-the-wenn-from-source-to-sea).

## At the end of the line

Brackenfold has one street, one inn and a station clock that has been right twice a day for years. Lunch is served until it runs out. The stationmaster, who also tends the roses, sells postcards of the viaduct, printed by his daughter.

A day return costs less than parking in town. Timetables are posted by [the railway society](https://example.org/brackenfold-line); believe them loosely, bring a book, and do not plan anything for the evening.`,
  },
  {
    slug: 'lantern-point-at-low-tide',
    title: 'Lantern Point at Low Tide',
    description:
      'For three hours a day you can walk out to the lighthouse. Here is how to time it, and what to do if you get it wrong.',
    category: 'travel',
    author: 'Idris Quayle',
    tags: ['beaches', 'walking', 'guide'],
    images: 2,
    body: `Twice a day the sea draws back from Lantern Point and leaves a causeway of black stone, half a mile long, slick with weed. Cross it and you stand at the foot of the lighthouse with nothing to the west but water. Stay too long and you will spend the evening there.

## When to go

Start no earlier than ninety minutes before low water and turn round no later than an hour after it. The tide board beside the car park is repainted each morning by a volunteer, and it is never wrong. Spring tides give you longer, but the water returns faster.

## What is out there

The tower has been automatic for decades and is locked. The walled garden beside it is open: a few cabbages run wild, a stone seat, and a visitors' book in a biscuit tin. On still days seals come up on the skerries to look at you.

## If you are caught

Do not wade. Climb to the refuge hut, which has blankets, a lamp and a telephone to the coastguard. They will be kind about it. People who got their feet wet last year included a wedding party and a geography teacher.

Wear shoes that grip. Afterwards, the cafe at the top of the slipway is one of our [seven walks with cake](/articles/7-walks-that-end-at-a-cafe).`,
  },
  {
    slug: 'how-much-does-a-day-in-port-alder-cost',
    title: 'How Much Does a Day in Port Alder Really Cost?',
    description:
      'We gave three visitors three budgets and one Saturday. The cheapest day out turned out to be the longest.',
    category: 'travel',
    author: 'Hester Plimwood',
    tags: ['budget', 'weekend', 'harbour'],
    images: 1,
    body: `Visitors always ask, and the tourist desk always says that it depends. So we made it depend. Three friends came by train on the same Saturday with fifteen, forty and ninety coins, and met again at seven to compare.

## Fifteen

Bread and cheese from the market, eaten on the sea wall. The free town museum. A swim. The cliff path, twice. A cup of tea. Two coins left over, spent on a postcard and a stamp.

## Forty

Breakfast at a quayside table. The harbour tour in the old pilot boat. Fish and chips, a large portion, shared with gulls. A second-hand novel and an hour in a deckchair to read it.

## Ninety

A taxi up the hill, a long lunch with a view, a linen shirt, a spa ticket and a seat at the evening concert. A blister, from new shoes.

## Verdict

All three said that the best hour was the same hour: sitting on the wall at six, when the boats come in. It costs nothing. The dearest thing in town is parking, at nine coins a day, so arrive by rail.

If you stay longer, a [pass for three villages](/articles/three-villages-one-bus-pass) is good value, and shoppers should be at [the Saturday market](/articles/12-things-to-buy-at-the-saturday-market) early.`,
  },
  {
    slug: '7-walks-that-end-at-a-cafe',
    title: '7 Walks That End at a Cafe',
    description:
      'From a flat mile for pushchairs to a day on the moor, seven routes with a kettle waiting at the far end.',
    category: 'travel',
    author: 'Maren Tolliver',
    tags: ['walking', 'guide', 'family'],
    images: 4,
    body: `A path is improved by a reason to finish it. All seven of these can be reached without a car, and all seven end within sight of a teapot.

## Easy

1. **The sea wall**, one flat mile from the station to the bandstand kiosk. Good for wheels.
2. **The canal towpath** to Marl Green, two miles under willows, with lemon cake at the pottery.
3. **Harbour to headland**, ninety minutes there and back, with a bench wherever you want one.

## Longer

4. **Lantern Point**, only at low water; read [our notes](/articles/lantern-point-at-low-tide) before you leave.
5. **The orchard ridge** from Ostley, four miles, muddy until May. The barn tearoom does soup.
6. **The viaduct circuit** above Brackenfold, five miles, best reached by [the slow train](/articles/the-slow-train-to-brackenfold).

## For a whole day

7. **Kettle Moor crossing**, eleven miles from bus stop to bus stop, with a map, a coat and an early start. The inn at the far side lights a fire in every month except July.

Opening hours are a matter of weather as much as of clocks, so telephone before the long ones. Dogs are welcome at all but the pottery, whose cat has opinions. Boots may be worn indoors everywhere, provided that you have made some effort with the mat.`,
  },
  {
    slug: 'packing-for-the-night-ferry',
    title: 'Packing for the Night Ferry',
    description: 'A packing list.',
    category: 'travel',
    author: 'Jonah Brask',
    tags: ['islands', 'guide'],
    images: 0,
    body: `The night ferry leaves at eleven in the evening and gets to the outer islands at seven in the morning. It does not have cabins, only reclining seats, a saloon and a deck. This is a list of what to take.

## For sleeping

An eye mask, because the lights stay on in the saloon. Ear plugs, because of the engine. A small pillow or a jumper that can be folded. A blanket is lent for a deposit but there are not always enough. Thick socks.

## For eating

The counter closes at midnight. Take sandwiches, fruit and a flask. Hot water is free. If the forecast gives more than force five, eat something plain before boarding, such as dry crackers, and sit near the middle of the ship where it moves least.

## For the morning

A toothbrush, a towel and a coat that keeps out rain. It is usually colder on the islands than people expect, and it is worth going on deck at about six to see the lights of the first pier.

Bags are stowed in a cage on the car deck and the cage is locked until arrival, so keep what you need with you. Passengers for [Great Skarn](/articles/a-weekend-on-great-skarn) should take the evening boat instead, which is shorter.`,
  },
  {
    slug: 'where-to-sleep-on-kettle-moor',
    title: 'Where Should You Sleep on Kettle Moor?',
    description:
      'A stone bothy, a shepherd hut, an inn and a patch of flat grass: four beds under the darkest sky in the region.',
    category: 'travel',
    author: 'Tomas Wendle',
    tags: ['weekend', 'guide', 'walking'],
    images: 1,
    body: `There are four ways to spend a night on the moor, and I have been cold in three of them.

## The bothy

Free, unlocked, first come first served. A stone room with a stove and a sleeping platform for eight. Bring your own fuel and carry out your rubbish. In August it is full of students; in March you may have it to yourself, with the mice.

## The shepherd hut

Two bunks, a lantern and a bucket of coal, let by the farm at Cold Ladle from Easter onwards. Book a month ahead. The farmer leaves eggs on the step.

## The inn

Six rooms above the bar, thick walls, baths as deep as a boat. It costs as much as the other three together, and the breakfast is the reason.

## Your own tent

Allowed above the intake wall for a single night, out of sight of the road, no fires. Choose the lee of Kettle Tor, and pitch before dusk, because the ground is rougher than it looks.

My own choice, in a dry spell, is the tent. On a clear night without a moon [the sky over the moor](/articles/the-dark-sky-of-kettle-moor) keeps you awake better than any snoring student. In rain, take the inn. The bus from town stops at its door three times a day, and the driver will wait while you find your boots.`,
  },
  {
    slug: 'cycling-the-wenn-from-source-to-sea',
    title: 'Cycling the Wenn From Source to Sea in Two Unhurried Days',
    description:
      'Forty-four downhill miles beside one small river, with an overnight stop at a mill and hardly a car in sight.',
    category: 'travel',
    author: 'Petra Lindqvale',
    tags: ['rivers', 'weekend', 'trains'],
    images: 2,
    body: `The Wenn begins as a damp patch in a sheep field and ends as half a mile of open water under the harbour bridge. Between the two runs a signed bicycle route of forty-four miles, nearly all of it downhill and nearly all of it on lanes.

## Getting to the top

Bicycles travel free on [the slow train](/articles/the-slow-train-to-brackenfold), four at a time. Get off at Upper Wenn, fill your bottle at the pump and push up to the source. You will be the only person there.

## Day one: twenty-four miles

The lane drops through beech woods to Marl Green, where the pottery does lunch. After that the valley opens. There are two short climbs, both earned by what comes next. Stay at Hollin Mill, whose owner rents three rooms and dries wet gloves over the bread oven.

## Day two: twenty miles

Below the mill the weir has gone, and [the river is finding its old bends](/articles/the-river-after-the-weir). The last stretch follows the flood bank between reeds. A headwind is likely after noon, so start early.

**Take:** a spare tube, a bell for the towpath, a swimsuit.
**Leave:** your timetable.

From the bridge it is five minutes to the station, or two to the nearest ice cream. We recommend them in the other order.`,
  },
  {
    slug: 'saltreach-in-the-off-season',
    title: 'Saltreach in the Off Season',
    description:
      'The arcades are shuttered and the beach huts are padlocked. A winter visit to the resort that everyone thinks they know.',
    category: 'travel',
    author: 'Bastien Corrow',
    tags: ['winter', 'beaches', 'weekend'],
    images: 2,
    body: `In July you cannot see the sand at Saltreach for towels. In January I counted four people on two miles of it, and one of them was asleep in a van.

## What is shut

Nearly all of it: the pier rides, the crazy golf, the shop that sells rock with your name in it. The tide has had the deckchairs. On the promenade a plastic pirate stands wrapped in a tarpaulin, with one hand free.

## What is open

The lifeboat museum, where the volunteers have time to talk and a stove to do it by. The Winter Garden, a glass hall full of ferns and elderly card players; visitors may be dealt in. The chip shop, on Fridays. And the hotel on the corner, which lets sea-view rooms at a third of the August rate and does not mind muddy dogs.

## What to do

Walk to the groynes at the far end while the light is low. Look for glass and fossils after an easterly gale. Take the shore bus home along the top road, front seat, upper deck.

It is not a cheerful place in winter. It is something better: honest, roomy and quiet. If you need company at the end of it, come back to town for [the lantern parade](/articles/does-the-lantern-parade-need-a-stage).`,
  },
  {
    slug: 'three-villages-one-bus-pass',
    title: 'Three Villages, One Bus Pass',
    description: '',
    category: 'travel',
    author: 'Jonah Brask',
    tags: ['budget', 'guide', 'family'],
    images: 0,
    body: `The green day pass is valid on all buses of the eastern routes from nine in the morning until the last service. With it you can visit Ostley, Marl Green and Saltreach in one day. The times below are for weekdays.

## Ostley

Leave Port Alder bus station at 9.10 from stand four. The journey takes twenty-five minutes. In Ostley there is a church with a painted ceiling, a village green and a farm shop. Allow an hour and a half. There is a toilet beside the hall.

## Marl Green

Take the 11.20 from the stop opposite the hall. Get off at the pottery. Visitors can look into the kiln room when there is no firing. There is a picnic area by the canal, and boats pass through the lock about twice an hour in summer. Allow two hours. Bring something for the ducks, but not bread.

## Saltreach

The 13.45 goes direct and arrives at 14.20 at the clock tower. The beach is two minutes away. The arcade is open from Easter to October.

The last bus back to Port Alder leaves at 18.05. It is often full, so be at the stop ten minutes before. Children under five do not need a ticket. The pass is sold by the driver and at the station window.`,
  },
];
