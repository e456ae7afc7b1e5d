/** Tags by which Moot on this device says that an answer is still the same. They go with the answers: what is forgotten takes its tag along. */
const tags = new WeakMap<object, string>();

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The tag of an answer; empty where it has none. */
export function tagOf(answer: unknown): string {
  return isObject(answer) ? (tags.get(answer) ?? '') : '';
}

/** Notes the tag that came with an answer; null: none. Gives the answer. */
export function tagged<Answer>(answer: Answer, tag: string | null): Answer {
  if (isObject(answer) && tag !== null && tag !== '') tags.set(answer, tag);
  return answer;
}
