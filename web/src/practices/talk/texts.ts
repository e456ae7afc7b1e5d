/** Words of Talk. */
export const texts = {
  'talk.title': 'Talk',
};
