import { fileOf, PICTURED } from './pictures.ts';
import type { Screen } from './screens.ts';

const HEADS = ['phone, light', 'phone, dark', 'desk, light', 'desk, dark'];
const WIDTHS = [140, 140, 320, 320];

/** The page that shows all pictures, each screen beside the mocks that it was built after. */
export function indexOf(screens: readonly Screen[]): string {
  return `# The screens

Taken by \`npm run screens\` from a bakery in memory that is the same each time. Whoever changes how the page looks takes them anew:
\`npm run screens -- --only today\` takes one screen, \`--into FOLDER\` leaves these as they are. Where a screen has a mock, it stands below.

${screens.map(section).join('\n')}`;
}

function section({ name, title, mocks }: Screen): string {
  const pictures = PICTURED.map((look, i) => image(fileOf(name, look.name), `${title}: ${HEADS[i]}`, WIDTHS[i] ?? 320));
  const shown = mocks.map((mock) => image(`mocks/${mock}.webp`, `${title}: mock`, mock.endsWith('-phone') ? 140 : 320));
  return `## ${title}\n\n${pictures.join('\n')}\n${shown.length === 0 ? '' : `\nThe mock:\n\n${shown.join('\n')}\n`}`;
}

function image(file: string, words: string, width: number): string {
  return `<a href="${file}"><img src="${file}" width="${width}" alt="${words}"></a>`;
}
