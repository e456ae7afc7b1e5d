import { OperatingError } from '../../ports/errors.ts';

const SAYING = {
  address: 'This address is damaged, or of a kind that Moot does not know. Ask for a fresh one.',
  self: 'This is the address of this very device. Ask the others for theirs.',
  silent: 'Nobody answers at this address. The other device may be off, or somewhere else by now. Nothing is lost; try again later.',
  stranger: 'Another device answers at this address than the one you look for. Nothing was told to it. Ask for a fresh address.',
  older: 'The device there runs a Moot that does not understand this one. Nothing is lost; bring both to the newest version.',
  closing: 'Moot is closing and calls nobody any more.',
} as const;

/** Gives `CannotReach`: why another device cannot be reached, in words for a person. */
export function cannotReach(why: keyof typeof SAYING, cause?: unknown): OperatingError {
  return new OperatingError('CannotReach', SAYING[why], { passing: why === 'silent', cause });
}

/** Sorts out why a dial failed. */
export function dialFailure(error: unknown): OperatingError {
  const { name, message } = error as Error;
  if (/dial self/i.test(message)) return cannotReach('self', error);
  if (/remote identity key/.test(message)) return cannotReach('stranger', error);
  if (name === 'UnsupportedProtocolError') return cannotReach('older', error);
  return cannotReach('silent', error);
}

/** Gives `CannotListen`: an address to listen on that this device does not have, or that is none. */
export function cannotListen(address: string, cause?: unknown): OperatingError {
  const text = `Moot cannot listen on ${address}: this device has no such address. Nothing is lost. Write it like /ip4/0.0.0.0/tcp/4001, or leave --listen away.`;
  return new OperatingError('CannotListen', text, { cause });
}
