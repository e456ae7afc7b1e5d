/** Words of Decisions. */
export const texts = {
  'decisions.title': 'Decisions',
};
