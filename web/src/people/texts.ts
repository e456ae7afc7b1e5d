/** Words of People. */
export const texts = {
  'people.title': 'People',
  'people.members': 'Members',
};
