/** The only source of randomness: cryptographically strong on a real device, a replayable sequence in the simulator. */
export interface Random {
  /** Gives `size` fresh random bytes. */
  bytes(size: number): Uint8Array;
}
