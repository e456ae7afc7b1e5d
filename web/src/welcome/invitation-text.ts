/** An invitation in any case, with its letters perhaps broken into lines as mail programs do. */
const WHOLE = /^moot:[a-z2-7\s]+$/i;
/** An invitation within other words. */
const WITHIN = /moot:[a-z2-7]+(?:[ \t]*\r?\n[ \t>]*[a-z2-7]{40,})*/i;

/** A link for a device, within other words or alone. */
const LINK = /moot:link-[a-z2-7]+/i;

/**
 * The invitation in what somebody has pasted: a message that holds one, an address of the page, or the invitation alone. What has none is
 * given back as it is, and so is a link for a device, so that Moot can say what is wrong with it.
 */
export function invitationIn(text: string): string {
  const bare = text.trim();
  const link = LINK.exec(bare);
  if (link !== null) return link[0];
  if (WHOLE.test(bare)) return bare.replace(/\s+/g, '');
  return WITHIN.exec(bare)?.[0].replace(/[\s>]+/g, '') ?? bare;
}

/** Whether a text holds something that looks like an invitation. */
export function hasInvitation(text: string): boolean {
  return WITHIN.test(text) && !LINK.test(text);
}

/** The link for a device in what somebody has pasted; what has none is given back as it is. */
export function linkIn(text: string): string {
  const bare = text.trim();
  const joined = bare.toLowerCase().startsWith('moot:link-') ? bare.replace(/\s+/g, '') : bare;
  return LINK.exec(joined)?.[0] ?? bare;
}

/** Whether a text holds something that looks like a link for a device. */
export function hasLink(text: string): boolean {
  return LINK.test(text);
}
