import type { WorldArticle } from '../article';

export const health: readonly WorldArticle[] = [
  {
    slug: 'cold-water-swimming-a-cautious-start',
    title: 'Cold-Water Swimming: A Cautious Start',
    description:
      'The sea is nine degrees and your friends say it changed their lives. How to begin slowly, safely and with a flask.',
    category: 'health',
    author: 'Petra Lindqvale',
    tags: ['exercise', 'beaches', 'winter'],
    images: 2,
    body: `Every morning at eight a dozen people walk down the slipway in woollen hats, stay in the water for a few minutes and come out pink and talkative. You may well like it. You should also respect it, because cold water asks a great deal of a heart and a pair of lungs.

## Before you begin

Talk to your doctor first if you have a heart condition, high blood pressure or asthma, or if you are pregnant. Never swim alone. Start in September, while the sea is still mild, and let your body adapt week by week.

## The first minute

The gasp is a reflex. Walk in slowly, splash your face and neck, and breathe out for longer than you breathe in until the urge to pant has passed. Only then swim, parallel to the beach and within your depth.

## The first five swims

- Stay for two minutes, no more.
- Get out while you still feel good.
- Dry and dress at once, top half first.
- Sip something warm and keep moving.

Shivering afterwards is normal; confusion, clumsy speech or drowsiness are not, and need help at once. The lifeguards explain the signs in [our first-aid guide](/articles/first-aid-at-the-beach).

> "Nobody here is brave," says one regular. "We are just consistent."`,
  },
  {
    slug: 'why-do-we-wake-at-four',
    title: 'Why Do We Wake at Four in the Morning?',
    description:
      'The small hours feel lonely, but waking is ordinary. What is going on, and how to make going back to sleep more likely.',
    category: 'health',
    author: 'Petra Lindqvale',
    tags: ['sleep', 'wellbeing'],
    images: 2,
    body: `If you lie awake at four, you are in large company. Sleep comes in cycles of roughly an hour and a half, and between them everybody surfaces for a moment. Early in the night we sink again without noticing. Towards morning sleep is lighter, the bladder is fuller and the mind has started to rehearse the day.

## What makes it worse

Alcohol helps people doze off and then wakes them in the second half of the night. So do a hot bedroom, a late heavy meal and a glowing clock. Worst of all is arithmetic: *if I fall asleep now, I shall get two hours and ten minutes*.

## What tends to help

- Get up at the same time each day, weekends included.
- Keep the room cool and dark.
- Turn the clock to the wall.
- If you are wide awake after twenty minutes, move to a chair with a dull book until your eyes grow heavy.
- Write tomorrow's worries on paper before supper.

Daylight in the morning and movement in the afternoon both deepen the following night; even [ten minutes on the stairs](/articles/the-ten-minute-stair-routine) count.

If poor nights go on for more than a few weeks, if you snore and wake exhausted, or if your mood is low, see your doctor. There are good treatments for insomnia, and they are not only tablets.`,
  },
  {
    slug: 'the-ten-minute-stair-routine',
    title: 'The Ten-Minute Stair Routine',
    description:
      'No gym, no kit, no excuses about rain: four exercises for any staircase, with easier versions for stiff days.',
    category: 'health',
    author: 'Hester Plimwood',
    tags: ['exercise', 'budget', 'winter'],
    images: 1,
    body: `Port Alder has more steps than sense, and most houses on the Hill have at least fourteen indoors. A staircase is the cheapest piece of fitness equipment in the region. Hold the rail whenever you want to. Stop if you feel pain, dizziness or tightness in the chest.

## The routine

1. **Warm up, two minutes.** March on the spot, then step up and down on the lowest stair, changing the leading foot.
2. **Climb, three minutes.** Up at a pace at which you can still talk; down slowly, placing the whole foot. Repeat.
3. **Push, two minutes.** Hands on the fourth step, body straight, lower your chest and press away. Choose a higher step to make it easier.
4. **Calves, one minute.** Stand on an edge, let the heels sink, rise on tiptoe.
5. **Breathe, two minutes.** Sit down, one hand on the belly, and let your pulse settle.

## How often

Three times a week is a fair target for the first month. After that, add a minute to the climbing.

A tick on the calendar works better than a resolution. If your joints complain on the way down rather than on the way up, read [a gentle plan for sore knees](/articles/a-gentle-plan-for-sore-knees) before you carry on. And keep the stairs clear: shoes belong on the rack.`,
  },
  {
    slug: 'how-to-talk-to-your-pharmacist',
    title: 'How to Talk to Your Pharmacist',
    description:
      'They know more than you think and cost nothing to ask. What to bring, what to say and when to go to a doctor instead.',
    category: 'health',
    author: 'Maren Tolliver',
    tags: ['guide', 'wellbeing', 'budget'],
    images: 3,
    body: `Behind the counter on Fennel Street stands a woman with five years of university and two of clinical training. On an average day, she tells me, she is asked mostly about plasters.

## What you can ask

Whether two medicines get along. Whether a tablet may be cut in half. Why your new prescription makes your mouth dry, what to take on a boat, how to use an inhaler properly. Most pharmacies have a small room for the questions you would rather not put in front of the queue; just ask for it.

## What to bring

- A list of everything you take, including vitamins, teas and drops
- The leaflet from the box, if the trouble began with a new one
- Your allergies, and how they show themselves
- A pen

## Say it plainly

Start with the symptom, then how long you have had it, then what you have tried already. "A dry cough for ten days, worse at night, honey did not help" is a perfect sentence.

A good pharmacist will also send you away. Chest pain, sudden weakness, a rash that spreads fast or a fever that will not settle belong with a doctor or the emergency line.

> "No question is silly," she says. "Silly is guessing."

For nights when the question is sleep, begin with [our piece on waking at four](/articles/why-do-we-wake-at-four).`,
  },
  {
    slug: 'screens-eyes-and-the-winter-desk',
    title: 'Screens, Eyes and the Winter Desk',
    description:
      "Dry eyes, stiff necks and four o'clock headaches: a short tour of what a dark season at a desk does to the body.",
    category: 'health',
    author: 'Tomas Wendle',
    tags: ['winter', 'wellbeing', 'guide'],
    images: 1,
    body: `From November to February a good many of us see the sun only through a window, over the top of a monitor. The optician on the Ropewalk says that her busiest weeks are the darkest ones. Nothing about a screen harms a healthy eye, she stresses; it is what we stop doing in front of it that hurts.

## Blink

We blink about half as often when we read from a display. The surface dries, stings and blurs.

#### Try this

Every twenty minutes look at something far away, a roof or a gull, for as long as it takes to breathe slowly three times. Move the heater so that it does not blow into your face.

## Sit

The top of the screen belongs at eye level, the elbows at right angles, both feet on the floor.

#### A cheap fix

A thick atlas under the monitor and a cushion in the small of the back did more for our office than the expensive chairs.

## Move

Stand up for telephone calls. Carry one cup at a time. At lunch go outside, even in drizzle, because daylight on a grey noon is still many times brighter than a lamp. A brisk turn with [one of the walking groups](/articles/walking-groups-are-good-company) is better still.

Headaches that persist, or any sudden change of vision, need a proper examination.`,
  },
  {
    slug: 'a-gentle-plan-for-sore-knees',
    title: 'A Gentle Plan for Sore Knees After the Hill Path',
    description:
      'Rest too little and it nags, rest too much and it stiffens. A four-week way back to the hill for ordinary aching knees.',
    category: 'health',
    author: 'Idris Quayle',
    tags: ['exercise', 'walking', 'guide'],
    images: 3,
    body: `The path from the harbour to the Hill church has two hundred and six steps, and by the last of them my left knee had begun to speak. A physiotherapist at the clinic looked at it, bent it, and gave me a plan so mild that I nearly laughed. It worked.

## Week one: calm it

Walk on the flat, in short bouts, on good soles. Raise the leg in the evening. An ice pack wrapped in a towel may be used for ten minutes. Do not stop moving altogether.

## Week two: wake the muscles

Sit on a chair, straighten the knee, hold for five seconds, lower slowly. Ten times, twice a day. Add heel slides on the floor and a few gentle bridges for the hips.

## Week three: load it

Stand up from a chair without using your hands. Step on to a low stair and off again. A little ache that fades by the next morning is acceptable; swelling is not.

## Week four: back to the path

Go up on foot and come down by bus. Later, come down with a pole and smaller steps.

A knee that locks, gives way, turns hot or cannot bear weight should be examined before any exercise. For days off, there are [flat walks with cake](/articles/7-walks-that-end-at-a-cafe).`,
  },
  {
    slug: 'walking-groups-are-good-company',
    title: 'Walking Groups Are Good Company',
    description:
      'Five groups set out from the bandstand every week. Their members come for the exercise and stay for the conversation.',
    category: 'health',
    author: 'Odile Farrant',
    tags: ['walking', 'wellbeing', 'volunteers'],
    images: 3,
    body: `On Tuesday at ten there are nineteen of us at the bandstand, and only one is wearing proper boots. The leader, a retired dispatcher named Corin Yelp, counts heads, points at the sky and sets off at the speed of the slowest.

## More than steps

Doctors in the region have begun to mention the walks to patients who are lonely, newly bereaved or getting over an illness. A regular stroll steadies blood pressure and balance and helps with sleep. What the brochures leave out is the talk. It is easier to say a hard thing while looking ahead.

> "I said more on the first sea wall than I had in a year," one man told me. He has not missed a week since.

## Finding yours

- **Monday, slow:** thirty minutes, level, with seats
- **Tuesday, social:** an hour, then tea
- **Thursday, brisk:** three miles, few stops
- **Saturday, family:** pushchairs and puddles
- **Sunday, hill:** two hours, for firm knees

Leaders are volunteers with a first-aid certificate. There is no fee and no register. Tell them if you have a condition that they ought to know about, and bring water.

If you would rather sing than march, the people in [the boatshed choir](/articles/the-choir-that-meets-in-a-boatshed) say that breathing together has much the same effect.`,
  },
  {
    slug: 'should-you-nap-after-lunch',
    title: 'Should You Nap After Lunch?',
    description:
      'Short naps refresh, long ones leave you groggy. How to rest in the afternoon without spoiling the night.',
    category: 'health',
    author: 'Jonah Brask',
    tags: ['sleep', 'wellbeing'],
    images: 0,
    body: `Many people feel tired between one and three in the afternoon. This happens even without a heavy meal, because the body clock has a dip at that time. A nap can help, but it depends on how long it is and on how you sleep at night.

## Short is better

A nap of ten to twenty minutes is usually enough. You do not fall into deep sleep, so it is easy to get up again, and attention and mood tend to improve for a few hours. After a nap of an hour many people feel heavy and confused for a while.

## Early is better

Lie down before three o'clock. A late nap takes away some of the tiredness you need in the evening.

## How to do it

- Set an alarm for twenty-five minutes.
- Close the curtains and put on a blanket.
- Do not worry if you do not sleep. Resting counts.
- Afterwards wash your face and go into daylight.

## When not to

If you have trouble falling asleep or [wake in the small hours](/articles/why-do-we-wake-at-four), leave naps out for two weeks and see whether the nights improve. If you are so sleepy by day that you nod off at meals or at the wheel, speak to a doctor soon, and do not drive.`,
  },
  {
    slug: 'six-stretches-for-gardeners',
    title: '6 Stretches for Gardeners Who Overdo the First Warm Day',
    description:
      'The soil is soft, the sun is out and by evening your back has locked. Six simple stretches for before and after the digging.',
    category: 'health',
    author: 'Petra Lindqvale',
    tags: ['gardening', 'exercise', 'seasonal'],
    images: 2,
    body: `Physiotherapists can tell the first fine Sunday of spring by the telephone on Monday. A winter of sofas, then six hours of digging: no wonder that backs protest. Warm muscles are forgiving muscles, so spend five minutes on these before you lift a spade and five more when you put it away.

## Before

1. **Shoulder rolls.** Ten backwards, slow and large.
2. **Hip circles.** Hands on the waist, as if stirring a pot.
3. **Heel walk.** Across the lawn with the toes up, to wake the shins.

## After

4. **Wall reach.** Forearms on the shed, step back, let the chest sink between the arms.
5. **Wrist bend.** Palm away from you, fingers drawn gently back, each hand in turn.
6. **Knees to chest.** Flat on a rug, one leg and then both, rocking a little.

Hold each for three long breaths. You should feel a pull, never a stab.

## While you work

Change the task every half hour. Kneel on a pad instead of stooping. Carry two half cans rather than one full one, and turn with your feet instead of your spine.

Heavy jobs such as turning [the compost](/articles/compost-in-a-small-yard) are best shared. Pain that runs down a leg, numbness or a weak foot should be seen by a professional.`,
  },
  {
    slug: 'first-aid-at-the-beach',
    title: 'First Aid at the Beach: What the Lifeguards Wish You Knew',
    description:
      'Jellyfish, sunstroke, cut feet and rip currents: advice from the people in the tower, to be read before you need it.',
    category: 'health',
    author: 'Bastien Corrow',
    tags: ['beaches', 'guide', 'family'],
    images: 2,
    body: `The tower at the north beach treats some four hundred people in a season. Most of them arrive hopping. We asked the crew what they would tell every family on the way down the steps.

## Cuts and stings

Rinse a cut with clean water, press a cloth on it until the bleeding stops, then cover it. For jellyfish, leave the water, rinse with sea water, lift off any threads with the edge of a card, and soak the skin in hot water, as warm as is comfortable. Do not rub.

## Heat

Headache, nausea and cool, clammy skin mean shade, rest and small sips of water. If someone grows confused, stops sweating or collapses, call for an ambulance and cool them at once with wet towels.

## In the sea

- Swim between the flags.
- In a rip current do not fight it: float, raise an arm, shout.
- Never go in after somebody. Throw something that floats and call for help.

## After any rescue

A person who has breathed in water must be seen by a doctor, even if they feel fine.

The crew teach resuscitation free of charge on the first Sunday of the month. In winter they keep an eye on the dippers, for whom we have [a cautious guide](/articles/cold-water-swimming-a-cautious-start).`,
  },
];
