/** record: what decisions and accounts stand on, never pruned. doc: changes of documents, compacted. talk: chains erased whole. */
export const LANES = ['record', 'doc', 'talk'] as const;
export type Lane = (typeof LANES)[number];

/** A circle is named by 8 bytes in hexadecimal; this one is the whole cell. */
export const WHOLE_CELL = '0000000000000000';
export type CircleId = string;
