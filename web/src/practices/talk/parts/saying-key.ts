import type { KeyboardEvent } from 'react-aria-components';

/** Whether people write with a finger here: then Enter begins a new line, as on every such keyboard. */
export function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

/** Whether a key says what was written: Enter alone, but not the one that ends the choice of a letter where writing is composed. */
export function isSaying({ key, shiftKey, ctrlKey, altKey, nativeEvent }: KeyboardEvent): boolean {
  return key === 'Enter' && !shiftKey && !ctrlKey && !altKey && !nativeEvent.isComposing && !isTouch();
}
