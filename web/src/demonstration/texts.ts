/** Words around the demonstration. */
export const texts = {
  'demonstration.coming': 'Six people come to the table …',
  'demonstration.strip': 'You are looking around. These people are invented, and nothing you do here stays.',
  'demonstration.label': 'The demonstration',
  'demonstration.found': 'Found a cell of your own',
  'demonstration.leave': 'Leave',
  'demonstration.leaving': 'Leaving …',
  'demonstration.failed': 'The demonstration could not begin',
  'demonstration.failed-lede': 'Nothing was kept of it. You can try again, or go back to the start.',
  'demonstration.again': 'Try again',
};
