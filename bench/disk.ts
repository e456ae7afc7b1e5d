import type { Measurement } from './measure.ts';

/**
 * How much an entry takes on the disk: the size of the store's file once it is closed, so that all is in it and the write-ahead log is gone, by all its
 * entries. Written in order of arrival, as by eight devices in a live group.
 */
export const disk: Measurement = {
  name: 'disk',
  take: async ({ n, full }) => [{ name: 'disk-an-entry', n, value: full.bytes / full.entries, unit: 'bytes' }],
};
