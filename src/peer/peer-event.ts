/** What has changed, for whoever watches: the page and `moot talk --follow` ask again for what they show. */
export type PeerEvent =
  /** The keyring was opened or locked, a cell was founded, joined or left. */
  | { readonly type: 'cells' }
  /** Recovery words, backups or the time of locking have changed, or a backup has got further. */
  | { readonly type: 'safeguards' }
  /** A device is being linked, or this one is, and it has got further. */
  | { readonly type: 'linking' }
  /** Moot will soon lock itself for want of use, or will not any more. */
  | { readonly type: 'idle' }
  /** Somebody has chosen otherwise what they want to be told of a cell, and when. */
  | { readonly type: 'notices'; readonly cell: string }
  /** Entries have been added to a cell. `practices` names those concerned; `cell` for decisions, people and invitations. */
  | { readonly type: 'entries'; readonly cell: string; readonly practices: readonly string[] }
  /** Which devices are linked, how, or whether both have everything has changed. */
  | { readonly type: 'links'; readonly cell: string }
  /** Others have told that they have got further. */
  | { readonly type: 'reach'; readonly cell: string }
  /** Somebody waits at the door, or our own waiting has got further. */
  | { readonly type: 'door'; readonly cell: string };
