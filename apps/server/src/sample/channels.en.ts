import { days, hours, type SampleChannel } from './types.ts'

export const ENGLISH: SampleChannel[] = [
  {
    handle: 'harbour_courier',
    name: 'The Harbour Courier',
    description:
      'Local news from the waterfront, reported on foot. Three posts on a quiet day, more when the ferries stop.',
    category: 'news',
    country: 'SG',
    language: 'en',
    avatar: 'waves:courier',
    verified: true,
    posts: [
      {
        age: hours(1.2),
        text: '*Ferry line 2 is running again* after this morning’s fog. Expect gaps of about 20 minutes until noon, then the usual timetable.\n\nWe will update this post if that changes. #ferries',
      },
      {
        age: hours(9),
        text: 'Good morning from the quay. Three things to know:\n\n- The fish market opens an hour late\n- Pier Road is one-way until the crane has gone\n- Rain after four, so bring the laundry in',
      },
      {
        age: days(1.3),
        text: 'The old customs house will become a public library. The council voted 14 to 3 last night, after six years of argument and one memorable speech about pigeons.\n\nOur report: https://harbourcourier.example/customs-house',
        picture: {
          kind: 'street',
          seed: 'customs house',
          alt: 'Drawing of a row of town houses with lit windows and street lamps under a pale sky.',
        },
      },
      {
        age: days(4.1),
        text: '_Correction:_ yesterday we wrote that the harbour swim is 3 km. It is *2.3 km*. Our apologies to everyone who had started training harder.',
      },
      {
        age: days(11.4),
        text: 'Why is the water brown this week? It is silt from the dredging, says the port authority, and it is harmless. We took four samples to a laboratory anyway. Results on Friday.',
      },
      {
        age: days(24),
        text: 'What we are, in one post: eleven people, one boat, no shareholders. *We correct mistakes here, in the open.* Tips reach us at https://harbourcourier.example/tips',
        pinned: true,
      },
    ],
  },
  {
    handle: 'lakeside_health',
    name: 'Lakeside Health Board',
    description:
      'Vaccination days, clinic hours and plain advice from the public health team of the five lake counties.',
    category: 'health',
    country: 'IE',
    language: 'en',
    avatar: 'petals:lakeside',
    verified: true,
    posts: [
      {
        age: hours(5),
        text: '*Walk-in flu vaccination today until 19:00*, all five clinics, no appointment. Bring any card with your name on it. Children from two years get it as a nasal spray.',
      },
      {
        age: days(2.2),
        text: 'Norovirus is going round the schools. What helps:\n\n1. Soap and water: gel does not work on this one\n2. Two days at home after the last symptom\n3. Small sips, often\n\nRing us if a baby has had no wet nappy for eight hours.',
      },
      {
        age: days(6.5),
        text: 'People seen in our evening clinics, month by month. They opened a year ago to take some weight off the emergency department, and it shows.',
        picture: {
          kind: 'chart',
          seed: 'evening clinics',
          alt: 'Drawn bar chart of twelve bars, the last highlighted, with a line above them that follows their height.',
        },
      },
      {
        age: days(13),
        text: 'The night pharmacy moves to Mill Street, opposite the church. Same number, same opening hours: 22:00 to 07:00.',
      },
      {
        age: days(20.3),
        text: '> “I did not want to bother anybody.”\n\nWe hear this every week. *You are not bothering us.* Chest pain, sudden weakness on one side, trouble speaking: call at once.',
        pinned: true,
      },
    ],
  },
  {
    handle: 'storm_desk',
    name: 'Northern Storm Desk',
    description:
      'Warnings and all-clears for the northern coast, from the regional emergency office. We post when it matters.',
    category: 'emergency',
    country: 'NZ',
    language: 'en',
    avatar: 'rings:storm',
    verified: true,
    posts: [
      {
        age: hours(2.6),
        text: '*Wind warning, north coast, from 21:00 tonight.* Gusts to 110 km/h on the headlands.\n\n- Bring in anything that can fly\n- Keep off the breakwater\n- Charge your phone while there is power',
      },
      {
        age: hours(27),
        text: 'A front is coming up from the south-west. It is too early for numbers. Next post tomorrow before 18:00, sooner if the models agree.',
      },
      {
        age: days(5),
        text: '*All clear.* The river at Kauri Bridge is back below its first mark. Thank you for staying off the footpath; the surface is still soft, so give it a week.',
      },
      {
        age: days(8.7),
        text: 'Where to go if you must leave home at night: the sports hall is open around the clock, with beds, hot food and room for pets.',
        picture: {
          kind: 'map',
          seed: 'shelter',
          alt: 'Drawn town map with a river; a coloured route leads from a dot in the lower left to a pin in the upper right.',
        },
        pinned: true,
      },
      {
        age: days(17),
        text: 'Siren test on the first Wednesday of the month, at noon, for 60 seconds. Nothing to do but nod.',
      },
    ],
  },
  {
    handle: 'open_orbit',
    name: 'Open Orbit',
    description:
      'A small observatory explains the sky. What is up tonight, what was found this week, and what nobody knows yet.',
    category: 'science',
    country: 'GB',
    language: 'en',
    avatar: 'rays:orbit',
    posts: [
      {
        age: hours(6.5),
        text: 'Tonight: look east about an hour after sunset. The bright steady light is Jupiter; the four specks beside it, in any binoculars, are its moons. Galileo needed a week to believe them. You get one evening.',
      },
      {
        age: days(3.1),
        text: 'A reader asks why the Moon looks larger near the horizon. It does not grow: hold a coin at arm’s length and compare. *It is your brain*, and after a century of research we still argue about how. #askanastronomer',
      },
      {
        age: days(7.6),
        text: 'Our new paper is out, with its data and its mistakes: `git clone https://openorbit.example/transits`. If you find another mistake, we owe you a mug.',
      },
      {
        age: days(12.2),
        text: 'First frost, clear night, nobody on the hill but us and a very loud owl.',
      },
      {
        age: days(22.8),
        text: 'Open evening on the last Saturday of each month. Free, no booking, dress warmer than you think. @second_shelf brings the astronomy shelf and the soup.',
      },
    ],
  },
  {
    handle: 'tinkerbench',
    name: 'Tinkerbench',
    description: 'Repair it, measure it, write it down. Electronics and small programs from a shared workshop.',
    category: 'technology',
    country: 'IN',
    language: 'en',
    avatar: 'steps:tinker',
    posts: [
      {
        age: hours(3.4),
        text: 'Fixed today: a 1987 radio, two fans, one talking doll. *Not* fixed: the doll still knows things. Repair café again on Sunday, ten to four.',
      },
      {
        age: days(1.8),
        text: 'The shortest useful script we have, for finding which charger lies about its rating:\n\n```\nfor v in 5 9 12; do\n  ask "$v" | tee -a chargers.txt\ndone\n```\n\nMeasured results in the next post.',
      },
      {
        age: days(6),
        text: 'Soldering for beginners, the whole course in four lines:\n\n1. Heat the joint, not the solder\n2. Count to two\n3. Take the solder away, then the iron\n4. Do not touch it to see if it is hot',
        pinned: true,
      },
      {
        age: days(14.6),
        text: 'We counted. Of 212 things brought in this year, *171* left working. The most common fault was a cable. The second most common was also a cable.',
      },
      {
        age: days(26),
        text: 'New on the shelf: a microscope that anybody may borrow. It came without a manual, so we are writing one: https://tinkerbench.example/microscope',
      },
    ],
  },
  {
    handle: 'karoo_rovers',
    name: 'Karoo Rovers FC',
    description: 'Results, line-ups and bus times from the smallest club with the longest away trips.',
    category: 'sports',
    country: 'ZA',
    language: 'en',
    avatar: 'sun:rovers',
    posts: [
      {
        age: hours(14),
        text: '*FULL TIME: Rovers 2–1 Dry River United.* Both goals from set pieces, both headers, both by our goalkeeper’s brother. Top of the table on goal difference. #matchday',
      },
      {
        age: hours(20),
        text: 'Team for tonight: Adams; Botha, Jacobs, Nkosi, Fourie; Daniels, Mokoena (c), Van Wyk; Davids, Petersen, Sithole. Kick-off 19:30, gates from 18:00.',
      },
      {
        age: days(5.2),
        text: 'The supporters’ bus to Stonefontein leaves at 06:15 from the co-op. 40 seats, 38 taken. Bring a blanket; the heater has opinions.',
      },
      {
        age: days(9.9),
        text: 'Under-12 trials on Saturday morning. Boots can be borrowed, water is provided, talent is optional at that age.',
      },
      {
        age: days(19.1),
        text: 'The view from the top of the new stand, as imagined by our treasurer. In reality you also see the silo.',
        picture: {
          kind: 'mountains',
          seed: 'karoo stand',
          alt: 'Drawing of wide layered hills with a sun above them and small trees in front.',
        },
      },
    ],
  },
  {
    handle: 'second_shelf',
    name: 'The Second Shelf',
    description: 'Books that deserved better the first time. One recommendation on most days, never a ranking.',
    category: 'books',
    country: 'CA',
    language: 'en',
    avatar: 'bars:shelf',
    posts: [
      {
        age: hours(8),
        text: 'Today’s book is a novel in which *nothing happens to a lighthouse keeper for 300 pages*, and I missed my stop twice. Out of print, four copies at ours, any library can find one.',
      },
      {
        age: days(2.9),
        text: 'Readers’ answers to “which book have you given away most often”: a cookbook, a cookbook, a field guide to moths, and a cookbook.',
      },
      {
        age: days(8.1),
        text: '> A book is a letter to somebody the writer never met.\n\nFound pencilled in a second-hand atlas. If it is your handwriting, come by: we kept the atlas for you.',
      },
      {
        age: days(16.4),
        text: 'The reading group meets in the back room, every second Thursday. No homework: we read aloud, twenty pages, and then there is cake. Astronomy night with @open_orbit follows at the end of the month.',
      },
    ],
  },
  {
    handle: 'mostly_otters',
    name: 'Mostly Otters',
    description: 'A river keeper’s notebook. Mostly otters. Some weather. One feud with a heron.',
    category: 'humour',
    country: 'US',
    language: 'en',
    avatar: 'leaf:otters',
    posts: [
      {
        age: hours(4.8),
        text: 'Day 212 of the feud. The heron stood on my thermos and looked me in the eye. I have moved my chair. *I did not lose, I relocated.*',
      },
      {
        age: days(1.1),
        text: 'Otter count this morning: 4. Otters who were counted and then swam round to be counted again: 2. Official figure: “between two and six”.',
      },
      {
        age: days(6.8),
        text: 'Somebody asked what otters do in the rain. They get wet. They appear to regard it as a feature.',
      },
      {
        age: days(10.5),
        text: 'Went down to the estuary for a change. No otters. Very smug boats.',
        picture: {
          kind: 'sea',
          seed: 'smug boats',
          alt: 'Drawing of two small sailing boats on calm water with a low sun and its reflection.',
        },
      },
      {
        age: days(21.7),
        text: 'Rules of this channel:\n\n- No otter is named\n- Except Gerald\n- Gerald knows what he did',
        pinned: true,
      },
    ],
  },
  {
    handle: 'dice_and_tea',
    name: 'Dice & Tea',
    description:
      'Board games for people with an hour and a kettle. Rules explained, tables announced, house rules defended.',
    category: 'games',
    country: 'AU',
    language: 'en',
    avatar: 'tiles:dice',
    posts: [
      {
        age: hours(11),
        text: 'Tables tonight at the community hall: two of co-operative island building, one of trains, one of “the trading one that ends friendships”. Beginners at the island, please. Doors 18:30.',
      },
      {
        age: days(4.4),
        text: 'House rule of the week: whoever explains the rules *may not win*. Teaching has become remarkably clear since.',
      },
      {
        age: days(12.9),
        text: 'The tile set that our members designed is back from the printer. It is too pretty to play with, so we played with it at once.',
        picture: {
          kind: 'poster',
          seed: 'tile set',
          alt: 'Grid of square tiles with quarter circles, triangles and discs in a few matching colours.',
        },
      },
      {
        age: days(23.5),
        text: 'Lost and found: one blue meeple, two dice (one suspicious), somebody’s glasses. The glasses explain the last round.',
      },
    ],
  },
]
