import type { Input, Output } from '../../api/client.ts';

/** A message as the API shows it. */
export type Message = Output<'talk'>[number];

/** What part of a channel a page is: what stands before or after a message, else the newest. */
export interface Span {
  readonly before?: string;
  readonly after?: string;
}

/** A part of a channel that is shown. */
export interface Page {
  /** In order, oldest first. */
  readonly messages: readonly Message[];
  /** Whether there may be something before it. */
  readonly hasEarlier: boolean;
}

const NEWEST = 200;
const A_PAGE = 500;
/** As much as can be asked for at once. */
const MOST = 1000;

/** How many messages are asked for when a page is fetched first. */
export function sizeOf({ before, after }: Span): number {
  return before === undefined && after === undefined ? NEWEST : A_PAGE;
}

/** Of the pages that are there, that of a span. */
export function pageOf(
  span: Span,
  data: { readonly pages: readonly Page[]; readonly pageParams: readonly Span[] } | undefined,
): Page | undefined {
  const at = data?.pageParams.findIndex(({ before, after }) => before === span.before && after === span.after) ?? -1;
  return data?.pages[at];
}

/**
 * How a page is asked for. One that is there keeps the message with which it begins, so that what is said later changes the newest page alone; it begins
 * anew once it is as long as one can be. @param there the page as it is; undefined: not yet
 */
export function askedFor(channel: string, span: Span, there: Page | undefined): Input<'talk'> {
  const size = sizeOf(span);
  const [first] = there?.messages ?? [];
  if (there === undefined || first === undefined || span.after !== undefined || there.messages.length >= MOST)
    return { channel, limit: size, ...span };
  // Before the first message of all, one may yet come to stand.
  return { channel, limit: MOST, ...(there.hasEarlier ? { from: first.id } : {}), ...span };
}

/** The page that an answer makes. @param input how it was asked for */
export function pageFrom(messages: readonly Message[], { limit, from, after }: Input<'talk'>): Page {
  return { messages, hasEarlier: messages.length > 0 && (from !== undefined || after !== undefined || messages.length === limit) };
}

/** Messages that have not changed are the same objects as before, so that only the others are drawn anew. @param share gives the one of before where both are equal */
export function sharedWith(
  before: readonly Message[],
  now: readonly Message[],
  share: (before: Message, now: Message) => Message,
): Message[] {
  const known = new Map(before.map((message) => [message.id, message]));
  return now.map((message) => {
    const last = known.get(message.id);
    return last === undefined ? message : share(last, message);
  });
}

/** The page with nothing in it that the reader has not read; the same page where there was nothing. */
export function asRead(page: Page): Page {
  if (!page.messages.some(({ unread }) => unread)) return page;
  return { ...page, messages: page.messages.map((message) => (message.unread ? { ...message, unread: false } : message)) };
}
