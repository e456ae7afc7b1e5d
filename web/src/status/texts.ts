/** Words of Status. */
export const texts = {
  'status.title': 'Status',
};
