/** The order of the base point of Ed25519 (RFC 8032 section 5.1), little-endian. */
const ORDER = Uint8Array.fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');

/** The same signature with another S: S + L means the same to a careless verifier (RFC 8032 section 8.4). */
export function withOtherS(signature: Uint8Array): Uint8Array {
  const other = signature.slice();
  let carry = 0;
  for (let i = 0; i < 32; i++) {
    carry += (other[32 + i] as number) + (ORDER[i] as number);
    other[32 + i] = carry & 255;
    carry >>= 8;
  }
  return other;
}

/** The same entry, its version written in two bytes where one would do. */
export function withLongVersion(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([bytes[0] as number, 0x18, bytes[1] as number, ...bytes.subarray(2)]);
}
