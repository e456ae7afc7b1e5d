/** What a forerunner's thread says first, once it has loaded what it needs. */
export const ON_ITS_WAY = 'on its way';
