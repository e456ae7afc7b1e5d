// What names look like, after UTS #39 (Unicode Security Mechanisms): its full table is 6,000 lines, most of them for signs that no name has.

/** Letters of other alphabets that are drawn like Latin ones: what each looks like, and then the letters that do. */
const LIKE: Readonly<Record<string, string>> = {
  A: 'АΑᎪꓮ',
  B: 'ВΒᏴꓐ',
  C: 'СϹᏟꓚⅭ',
  D: 'ᎠꓓⅮ',
  E: 'ЕΕᎬꓰ',
  F: 'Ϝꓝ',
  G: 'ԌᏀꓖ',
  H: 'НΗᎻꓧ',
  I: 'ІΙӀᏆꓲⅠ',
  J: 'ЈᎫꓙ',
  K: 'КΚᏦꓗ',
  L: 'ᏞꓡⅬ',
  M: 'МΜϺᎷꓟⅯ',
  N: 'Νꓠ',
  O: 'ОΟՕꓳ',
  P: 'РΡᏢꓑ',
  Q: 'Ԛ',
  R: 'ᎡᏒꓣ',
  S: 'ЅՏᏚꓢ',
  T: 'ТΤᎢꓔ',
  U: 'Սꓴ',
  V: 'ѴᏙꓦⅤ',
  W: 'ԜᎳꓪ',
  X: 'ХΧꓫⅩ',
  Y: 'ҮΥꓬ',
  Z: 'ΖᏃꓜ',
  a: 'аɑα',
  b: 'Ьᖯ',
  c: 'сϲⅽ',
  d: 'ԁⅾ',
  e: 'еҽє',
  g: 'ɡց',
  h: 'һհ',
  i: 'іıιɩⅰ',
  j: 'јϳ',
  k: 'кκ',
  l: 'ӏⅼǀ',
  m: 'мⅿ',
  n: 'пηո',
  o: 'оοօσ',
  p: 'рρ',
  q: 'ԛգ',
  r: 'гᴦ',
  s: 'ѕ',
  t: 'тτ',
  u: 'υսᴜ',
  v: 'ѵνⅴ',
  w: 'ԝѡա',
  x: 'хχⅹ',
  y: 'уүγ',
  z: 'ᴢ',
};
const LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries(LIKE).flatMap(([latin, others]) => Array.from(others, (other): [string, string] => [other, latin])),
);

/** A name in plain letters: compatible forms, accents, blanks and signs are taken away, and letters become what they look like. */
function plainLetters(name: string): string {
  const bare = name
    .normalize('NFKD')
    .replaceAll(/\p{Script=Inherited}/gu, '')
    .replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '');
  return Array.from(bare === '' ? name : bare, (letter) => LATIN.get(letter) ?? letter).join('');
}

/** What a glance takes for one another within one alphabet: in their own case, for "Ian" and "Lan" are two names. */
function atAGlance(plain: string): string {
  return plain
    .replaceAll(/[Il1|]/g, 'l')
    .replaceAll(/[O0]/g, 'O')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

/** Whether two names that are not the same may be taken for one another. */
export function areAlike(one: string, other: string): boolean {
  const [a, b] = [plainLetters(one), plainLetters(other)];
  return a.toLowerCase() === b.toLowerCase() || atAGlance(a) === atAGlance(b);
}

const ALPHABETS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Hebrew', 'Arabic', 'Georgian', 'Coptic', 'Lisu'] as const;
const HAS: readonly RegExp[] = ALPHABETS.map((alphabet) => new RegExp(`\\p{Script=${alphabet}}`, 'u'));

/** Whether a word of a name has letters of several alphabets, as no language writes one. Scripts of East Asia may stand beside Latin. */
export function isOfSeveralAlphabets(name: string): boolean {
  return name.split(/[^\p{L}\p{M}]+/u).some((word) => HAS.filter((has) => has.test(word)).length > 1);
}
