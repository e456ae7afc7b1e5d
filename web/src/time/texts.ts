/** Words for days and times. */
export const texts = {
  'moment.today': 'Today',
  'moment.yesterday': 'Yesterday',
  'moment.yesterday-time': 'yesterday {time}',
};
