import { MEMBERS, type Speaker } from '../people.ts';
import type { Occasion } from './answers.ts';

/** What the visitor has said, as far as it matters for an answer. */
export interface Heard {
  readonly text: string;
  /** Whose message it replies to; null for nobody's. */
  readonly repliesTo: Speaker | null;
  /** Who can answer: those whose devices are on. */
  readonly here: readonly Speaker[];
}

/** Who answers, and on what occasion. */
export interface Reply {
  readonly who: Speaker;
  readonly occasion: Occasion;
  /** How long it takes to read and type, in milliseconds. */
  readonly after: number;
}

/** A word as it stands in a sentence, in whatever case. */
const word = (letters: string): RegExp => new RegExp(`(?<![\\p{L}\\d])(?:${letters})(?![\\p{L}\\d])`, 'iu');

const NAMES: Readonly<Record<Speaker, RegExp>> = {
  ana: word('ana'),
  bo: word('bo'),
  cy: word('cy'),
  dina: word('dina'),
  emre: word('emre'),
  farida: word('farida'),
  guel: word('gül|guel|gul'),
  hana: word('hana'),
};

/** What people know about, and who knows it. The first that fits is taken. */
const TOPICS: readonly { readonly about: RegExp; readonly who: Speaker; readonly occasion: Occasion }[] = [
  { about: word('sundays?'), who: 'dina', occasion: 'sundays' },
  { about: word('g(?:ü|ue|u)l|door|knock(?:s|ed)?'), who: 'cy', occasion: 'guel' },
  { about: word('shelter'), who: 'ana', occasion: 'shelter' },
  { about: word('crates?|bicycle|bike'), who: 'ana', occasion: 'crates' },
  { about: word('oven|burner|stove'), who: 'cy', occasion: 'oven' },
  { about: word('van|drive|car|garage'), who: 'bo', occasion: 'van' },
  { about: word('mill|prices?|costs?|money|bills?|pay|paid|euros?|rent'), who: 'dina', occasion: 'money' },
  { about: word('market|stall|fountain|saturdays?'), who: 'bo', occasion: 'market' },
  { about: word('sign|painter|name of'), who: 'farida', occasion: 'sign' },
  { about: word('keys?|lock'), who: 'dina', occasion: 'keys' },
  { about: word('meet(?:ings?)?|thursdays?'), who: 'ana', occasion: 'meeting' },
  { about: word('rolls?|croissants?|cake'), who: 'bo', occasion: 'rolls' },
  { about: word('sourdough|dough|bread|rye|flour|recipes?|bak(?:e|ing)|loaf|loaves'), who: 'farida', occasion: 'bread' },
];

const GREETING = word('hello|hi|hey|hallo|hola|moin|greetings|good (?:morning|day|evening|afternoon)');
const THANKS = word('thanks?|thank you|thx|cheers');
const SORRY = word('sorry|apolog(?:y|ies|ize)');
const GOODBYE = word('bye|goodbye|good night|see you|until (?:tomorrow|later)');
const HOW_ARE_YOU = word('how (?:are|is) (?:you|it|everybody|everyone|things)(?: going| doing| all)?');
const OFFER = word(
  "(?:i|i can|i could|i will|i’ll|i'll|i would|let me|me) (?:take|bring|carry|help|come|go|drive|do it|do that|stand)|count me in",
);
const NOT = word("not|cannot|can’t|can't|won’t|won't|never|no");
const IDEA = word(
  "we (?:should|could|need|might)|should we|could we|let us|let’s|let's|how about|what about|what if|i propose|i suggest|why not",
);
const WHAT_TO_DO = word('what (?:can|should|do) i(?: do)?|where (?:do|should) i (?:start|begin)|how does (?:this|it) work|help');
const WHO = word('who are you|what is this|who is (?:the boss|in charge)|boss|in charge');
const YES = /^\s*(?:yes|yeah|ok|okay|good|fine|agreed|sure|great|nice)[\s.!]*$/iu;
const NO = /^\s*(?:no|nope|never|not really)[\s.!]*$/iu;
const QUESTION = /\?\s*$|^\s*(?:who|what|when|where|why|how|which|can|could|does|do|did|is|are|will|would)\s/iu;

/** How long somebody takes to read and type, in milliseconds: the one who answers, and a second voice after them. */
const TYPING = { first: 3_500, spread: 4_000, second: 6_000 };

/**
 * Who answers, and with what: to the point where somebody knows about it, and kindly where nobody does.
 * @param chance gives a number from 0 up to 1
 */
export function repliesTo({ text, repliesTo: to, here }: Heard, chance: () => number): readonly Reply[] {
  const members = MEMBERS.filter((one) => here.includes(one));
  const any = (but?: Speaker): Speaker => {
    const others = members.filter((one) => one !== but);
    return others[Math.floor(chance() * others.length)] ?? 'ana';
  };
  const after = TYPING.first + Math.floor(chance() * TYPING.spread);
  const named = (Object.keys(NAMES) as Speaker[]).find((one) => NAMES[one].test(text)) ?? to;
  // Whoever's device is off answers nothing; another one says so.
  if (named !== null && !here.includes(named) && named === 'emre') return [{ who: 'dina', occasion: 'emre-is-off', after }];
  const asked = named !== null && here.includes(named) ? named : null;
  const isQuestion = QUESTION.test(text);

  const one = (who: Speaker, occasion: Occasion): readonly Reply[] => [{ who, occasion, after }];
  if (HOW_ARE_YOU.test(text)) return one(asked ?? any(), 'how-are-you');
  if (THANKS.test(text)) return one(asked ?? any(), 'thanks');
  if (SORRY.test(text)) return one(asked ?? any(), 'sorry');
  if (WHO.test(text)) return one(asked ?? 'ana', 'who');
  if (OFFER.test(text) && !isQuestion && !NOT.test(text)) return one(asked ?? 'ana', 'offer');
  if (IDEA.test(text)) return one(asked ?? 'bo', 'idea');
  const topic = TOPICS.find(({ about, who }) => about.test(text) && here.includes(who) && (asked === null || asked === who));
  if (topic !== undefined) return one(topic.who, topic.occasion);
  if (WHAT_TO_DO.test(text)) return one('ana', 'what-to-do');
  if (GREETING.test(text)) {
    const who = asked ?? any();
    const second: Reply = { who: any(who), occasion: 'greeting-too', after: after + TYPING.second };
    return asked === null ? [...one(who, 'greeting'), second] : one(who, 'greeting');
  }
  if (GOODBYE.test(text)) return one(asked ?? any(), 'goodbye');
  if (YES.test(text)) return one(asked ?? any(), 'yes');
  if (NO.test(text)) return one(asked ?? any(), 'no');
  if (asked !== null) return one(asked, isQuestion ? 'asked-by-name' : 'told-by-name');
  return one(any(isQuestion ? 'ana' : undefined), isQuestion ? 'question' : 'statement');
}
