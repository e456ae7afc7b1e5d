// The two globals that every platform has although the language does not define them. Only what the pure rooms need of them is declared, so that
// no DOM types come in with them. The whole project takes them from @types/node instead (see tsconfig.json).
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(encoding: 'utf-8', options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
