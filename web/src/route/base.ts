const DEMONSTRATION = '/demonstration';
const path = globalThis.location?.pathname ?? '/';

/** Whether this page shows the demonstration. To go in or out it is loaded anew, so that nothing of one is left in the other. */
export const isDemonstration: boolean = path === DEMONSTRATION || path.startsWith(`${DEMONSTRATION}/`);

/** What this page's addresses begin with, those of the API too: nothing for the cells of this device. */
export const BASE: string = isDemonstration ? DEMONSTRATION : '';
