import type { WorldArticle } from '../article';

export const technology: readonly WorldArticle[] = [
  {
    slug: 'the-library-lends-out-sensors',
    title: 'The Library Now Lends Out Sensors',
    description:
      'Air quality, noise, damp and river level: with a library card you can borrow the hardware and measure your own street.',
    category: 'technology',
    author: 'Tomas Wendle',
    tags: ['data', 'schools', 'guide'],
    images: 1,
    body: `On the shelf between the atlases and the large-print thrillers there are now twenty grey boxes. Each holds a small computer, a battery, a sensor and a card of instructions. You can borrow one for three weeks, exactly as you would a novel.

## What is in the boxes

Six measure fine dust, five measure noise, four record temperature and humidity for people with damp walls, three float in ponds or gutters, and two are bat detectors that turn ultrasound into clicks. All of them log to a memory card; if you like, they also send readings over the library's radio gateway.

## Who borrows them

A school class compared the air at its front gate and at its back gate, and the walking bus changed its route. A tenant took a month of humidity curves to her landlord. A retired engineer discovered that his hum was next door's freezer.

## The small print

The devices record numbers, never sound or pictures. Readings go on a public map only when the borrower agrees, and positions are rounded to a street.

Staff run a workshop on the first Monday about calibration, charts and false alarms. Beginners who want to write their own firmware can start where the children do, with [tide tables](/articles/teaching-code-with-tide-tables). Late returns cost the same as a late paperback.`,
  },
  {
    slug: 'a-repair-cafe-saves-400-kettles',
    title: 'A Repair Cafe Saves 400 Kettles',
    description:
      "Two years of soldering irons and biscuits in the seamen's hall, and a logbook that shows what breaks and why.",
    category: 'technology',
    author: 'Bastien Corrow',
    tags: ['repair', 'volunteers', 'data'],
    images: 2,
    body: `Last Saturday a woman carried a kettle into the seamen's hall, set it down between a toaster and a talking doll, and unknowingly made history. It was the four hundredth kettle to be mended there since the repair cafe opened two years ago.

## The logbook

Every object gets a line: what it is, what failed, what fixed it. The volunteers typed all 2,900 of them into a spreadsheet, and the patterns are clear.

- Kettles die of a scaled switch, nine times in ten.
- Toasters die of crumbs.
- Headphones die where the cable meets the plug.
- Laptops mostly need a clean fan and more memory.

Two in three repairs succeed. The failures are nearly always glued cases, sealed batteries or a chip that nobody will sell.

## How it works

You sit beside the fixer, hold the torch and learn. Parts are paid for at cost, and a meter checks that every mains appliance is safe before it goes home. Tea is free.

> "Half of it is having the right screwdriver," says Lotte Brim, who used to service radar sets. "The other half is not being afraid."

The hall opens every other Saturday at ten. Old handsets are welcome too: bring [the phone from your drawer](/articles/the-old-phone-in-your-drawer) and its charger.`,
  },
  {
    slug: 'can-a-small-town-run-its-own-network',
    title: 'Can a Small Town Run Its Own Network?',
    description:
      'Ostley got tired of waiting for fast internet and dug its own trenches. The cables work; the paperwork was harder.',
    category: 'technology',
    author: 'Tomas Wendle',
    tags: ['internet', 'volunteers', 'energy'],
    images: 0,
    body: `Ostley has 310 households, one shop and, since the spring, a gigabit of bandwidth to every door that wanted it. No company laid it. The village did, with borrowed diggers, a cooperative and a great many sandwiches.

## The dig

Farmers gave the route across their fields without charge and ploughed in the orange duct themselves. Fibre was blown through it with compressed air, and nine residents learned to splice. From the church tower a microwave link carries everything to the exchange in Port Alder; a second one, on the water tower, takes over if the first fails.

## The running of it

Routers restart, storms happen, invoices fall due. Two people are paid for one day a week each. The monthly fee covers them, the uplink, electricity and a fund for replacement equipment. Outages so far: three, the longest of them four hours, caused by a cow.

## Could yours do it?

You need a density of about ten homes per mile, one stubborn organiser and a clear agreement about who climbs the tower. Wayleaves took longer than trenches. The cooperative has published its contracts and cable maps for [anybody to copy](https://example.org/ostley-fibre).

What do people do with the speed? Video calls with grandchildren, mainly. Also nightly [copies of the family photographs](/articles/backing-up-family-photos), which used to take a week.`,
  },
  {
    slug: 'passwords-without-tears',
    title: 'Passwords Without Tears',
    description:
      'One good phrase, one manager and one piece of paper in a drawer: account security that a tired person can keep up.',
    category: 'technology',
    author: 'Petra Lindqvale',
    tags: ['internet', 'guide', 'family'],
    images: 2,
    body: `The advice has changed, and for once it has become simpler. You no longer need to invent a new tangle of symbols every month. You need one strong secret, a program to remember the rest, and a second proof that you are you.

## One phrase

Choose four or five unrelated words, long and silly enough to picture: a walrus, a ladder, a teaspoon, a thunderstorm. Length beats punctuation. Use it only for the manager and never type it anywhere else.

## One manager

A password manager creates a different random login for every site and fills it in for you. It also refuses to fill in a fake site with a similar address, which is what saves most people from fraud. Several are free, and the one built into your phone or browser is a reasonable start.

## A second factor

Turn on codes from an app, or better a passkey, for email, banking and cloud storage. Email first: whoever controls your inbox can reset everything else.

## One piece of paper

Write down the phrase and the recovery codes, seal the envelope and put it where you keep the house deeds. Tell one trusted person that it exists.

The library holds a drop-in clinic on Wednesdays. While you are tidying, wipe the accounts on [that old phone](/articles/the-old-phone-in-your-drawer) before you lend it to a child.`,
  },
  {
    slug: 'teaching-code-with-tide-tables',
    title: 'Teaching Children to Code With Tide Tables',
    description: 'Loops and variables are dull until they can tell you when the beach will be big enough for football.',
    category: 'technology',
    author: 'Odile Farrant',
    tags: ['schools', 'data', 'family'],
    images: 3,
    body: `"Miss, the array starts at nought but the beach starts at ten," says a boy of nine, and six heads turn to look at his screen. In the harbour school programming is taught with the one data set that every pupil already cares about: the tide.

## Lesson one: a list

The week's high waters are typed in by hand. Printing them backwards is hilarious. Finding the highest is a loop, and somebody works that out without being told.

## Lesson four: a question

When is low tide between school and supper? The children need comparison, then *and*, then the horrible discovery that times past midnight are smaller than times before it. Bugs are written on a paper fish and hung from the ceiling.

## Lesson nine: the machine

A microcontroller with three lights is fixed to the window: green for football, yellow for paddling, red for stay on the wall. It runs on a battery and on forty lines of code, commented in felt-tip spelling.

The teacher, Runa Aske, had never programmed before last year. "I stayed one page ahead," she says. "Some days half a page."

Older pupils have moved on to real measurements with [the library's sensors](/articles/the-library-lends-out-sensors). Her worksheets are [free to download](https://example.org/tide-code), with the paper fish.`,
  },
  {
    slug: 'what-the-harbour-cameras-count',
    title: 'What Do the Harbour Cameras Actually Count?',
    description:
      'Four lenses watch the quay, but no pictures leave the box. We asked the port to show us every number it keeps.',
    category: 'technology',
    author: 'Bastien Corrow',
    tags: ['data', 'harbour', 'internet'],
    images: 1,
    body: `They appeared in March: four white domes on the lamp posts along the quay, and within a day four times as many rumours. The harbour office invited us to look inside. We brought a screwdriver.

## In the box

Each unit has a lens, a processor and a network port. A small detection model runs on the device, fifteen frames a second, and sorts what moves into people, bicycles, vans, boats and other. Every five minutes it sends five integers. The frames themselves are overwritten in memory; there is no disk to store them on, and we did check.

## How good is it?

We counted by hand for an hour and compared.

- People: within six per cent
- Bicycles: within ten
- Boats: excellent, except for canoes
- Other: gulls, overwhelmingly

In rain the error doubles. A man with a large umbrella was a van.

## What it is for

The port wants to know when the ramp is crowded, so that deliveries can move to quieter hours. A public dashboard shows the totals with a delay of one day. An auditor may open any unit without notice, and the model's version is printed on a label.

We remain in favour of questions. Send us yours, or measure your own street with [a borrowed sensor](/articles/the-library-lends-out-sensors).`,
  },
  {
    slug: 'the-old-phone-in-your-drawer',
    title: 'The Old Phone in Your Drawer Has Five More Useful Years',
    description:
      'Baby monitor, kitchen radio, dash camera, weather display: second lives for handsets that still switch on.',
    category: 'technology',
    author: 'Maren Tolliver',
    tags: ['repair', 'budget', 'guide'],
    images: 4,
    body: `Somewhere in your house, under the takeaway menus, lies a computer more powerful than the ones that steered the first satellites. Its battery is tired and its screen may be cracked. It still has a camera, a microphone, a radio and a fine display, and it is doing nothing.

## Before anything else

Charge it for an hour and look at the back: a swollen case means recycling, today. If it is sound, erase it, install the last available update and give it an account of its own, with no bank, no mail and no work on it.

## Five second lives

1. **Kitchen radio**, on a shelf, with a cheap speaker
2. **Weather and tide display**, always on, dimmed at night
3. **Cycle computer**, with offline maps
4. **Scanner** for letters and recipes
5. **Children's camera**, flight mode on, indestructible case

Phones that no longer get security updates should stay off the open internet. A guest network, or no network at all, keeps them harmless.

## A new battery

On most models it costs less than a meal out. The volunteers at [the repair cafe](/articles/a-repair-cafe-saves-400-kettles) swap about ten a month and will let you do the prying yourself.

And if nobody at home wants it, the night shelter on the Ropewalk always does.`,
  },
  {
    slug: 'spreadsheets-for-the-allotment',
    title: 'Spreadsheets for the Allotment',
    description:
      'How one plot holder keeps sowing dates, yields and costs in a single sheet, and what the numbers say about courgettes.',
    category: 'technology',
    author: 'Jonah Brask',
    tags: ['data', 'gardening', 'budget'],
    images: 0,
    body: `My neighbour on the allotment keeps a spreadsheet and he agreed to explain it to me, which took most of an afternoon, and the idea is that every row is one sowing and the columns are the date, the variety, the bed, the number of seeds, the cost, the first harvest and the total weight, and from these a few formulas work out the days to harvest, the yield per metre and the price per kilo, so that after three seasons he can sort the table by any of them and see for example that courgettes produce by far the most but that nobody in his family eats them after July, while garlic costs almost nothing and never fails, and he uses a drop-down list for the varieties because otherwise he would type the same bean in four spellings and the pivot table would think that there were four beans, and conditional formatting turns a cell red when a bed had the same crop in the year before, and the whole file is stored in a shared folder so that his daughter can enter the tomatoes from her phone, and he exports a copy as plain text each winter in case the software changes, and he says that a chart is not needed but a backup is, for which he follows [the rainy afternoon method](/articles/backing-up-family-photos).`,
  },
  {
    slug: 'heat-pumps-on-fennel-street',
    title: 'Heat Pumps on Fennel Street: One Winter of Numbers',
    description:
      'Eight terraced houses swapped boilers for heat pumps and logged every kilowatt-hour. The results, including the bad ones.',
    category: 'technology',
    author: 'Idris Quayle',
    tags: ['energy', 'winter', 'data', 'climate'],
    images: 3,
    body: `Number 14 was the first to have one, in October, and its owner spent the month explaining to passers-by that no, it was not an air conditioner. By December seven neighbours had followed. All eight agreed to share their meter readings with us.

## The averages

Over five months the pumps delivered 3.1 units of heat for each unit of electricity. The best house managed 3.8, the worst 2.2. Bills fell in six homes, stayed level in one and rose in another.

## Why the difference?

Not the brand. The good results had large radiators, water flowing at forty degrees and a thermostat that was left alone. The poor one still had its old narrow radiators, so the controller pushed the temperature up, and efficiency went down. New radiators in two rooms lifted it to 2.9 by February.

## Noise, frost and habit

The outdoor units hum at about the level of a fridge. On icy mornings they pause to defrost, and steam drifts over the pavement. Residents say that the hardest part was learning not to switch it off at night.

The logging was done with [sensors from the library](/articles/the-library-lends-out-sensors), one on each pipe. The anonymised tables are [here](https://example.org/fennel-heat). Insulate first, the street says with one voice, and then ring the installer.`,
  },
  {
    slug: 'backing-up-family-photos',
    title: 'Backing Up Family Photos in One Rainy Afternoon',
    description:
      'Three copies, two kinds of storage and one of them in another house: this is a complete and rather thorough explanation of how to gather every family photograph from every phone, card, camera and forgotten laptop, sort them a little, and keep them safe for the next generation.',
    category: 'technology',
    author: 'Hester Plimwood',
    tags: ['family', 'guide', 'data'],
    images: 1,
    body: `Disks fail, phones fall into harbours and cloud accounts get locked. The rule that librarians use is easy to remember: three copies, on two kinds of storage, one of them somewhere else. It takes an afternoon.

## 1. Gather

Put one folder on one computer. Copy into it the phone, the old phone, the camera cards, the laptop that hardly starts. Do not sort yet; just copy.

## 2. Tidy a little

Let a duplicate finder run. Make a folder for each year. Delete the forty pictures of the inside of a pocket. Resist all other perfection.

## 3. Copy twice

- An external drive, which then goes into a drawer
- A second drive at a friend's house, exchanged for hers, or an encrypted cloud store

## 4. Check

Open ten pictures, at random, from each copy. A backup that has never been restored is only a hope.

## 5. Repeat

Put a date in the diary: the first wet Sunday of each quarter. Twenty minutes is enough once the system exists.

Prints deserve the same care. A phone on a pile of books makes a fine scanner, and [an old one](/articles/the-old-phone-in-your-drawer) can be kept for that alone. Write the names on the back in pencil while somebody still knows them.`,
  },
];
