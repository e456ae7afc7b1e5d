/** An invitation in any case, with its letters perhaps broken into lines as mail programs do. */
const WHOLE = /^moot:[a-z2-7\s]+$/i;
/** An invitation within other words. */
const WITHIN = /moot:[a-z2-7]+(?:[ \t]*\r?\n[ \t>]*[a-z2-7]{40,})*/i;

/**
 * The invitation in what somebody has pasted: a message that holds one, an address of the page, or the invitation alone. What has none is
 * given back as it is, so that Moot can say what is wrong with it.
 */
export function invitationIn(text: string): string {
  const bare = text.trim();
  if (WHOLE.test(bare)) return bare.replace(/\s+/g, '');
  return WITHIN.exec(bare)?.[0].replace(/[\s>]+/g, '') ?? bare;
}

/** Whether a text holds something that looks like an invitation. */
export function hasInvitation(text: string): boolean {
  return WITHIN.test(text);
}
