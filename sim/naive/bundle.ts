import type { Id } from '../../src/bytes/id.ts';

/** The device in an encoded bundle: version, device, sealing key. */
export function deviceOf(bundle: Uint8Array): Id {
  return bundle.subarray(4, 36).toHex();
}
