/** Words for days and times. */
export const texts = {
  'moment.yesterday-time': 'yesterday {time}',
};
