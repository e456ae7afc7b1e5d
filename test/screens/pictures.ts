import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { lookAt } from '../page/browser.ts';

/** How pictures are named and taken: a phone and a desk, light and dark. */
export const PICTURED = [
  { name: 'phone-light', width: 360, height: 740, theme: 'light' },
  { name: 'phone-dark', width: 360, height: 740, theme: 'dark' },
  { name: 'desk-light', width: 1280, height: 800, theme: 'light' },
  { name: 'desk-dark', width: 1280, height: 800, theme: 'dark' },
] as const;

/** Of 100; words stay sharp, and a hundred pictures are as large as a few photographs. */
const QUALITY = 0.3;

/** Makes small pictures of PNGs: WebP, as Chromium writes it, needs a quarter of their room. */
export class Press {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** @param context of a browser, for a page of its own */
  static async open(context: BrowserContext): Promise<Press> {
    return new Press(await context.newPage());
  }

  /** The picture as WebP. */
  async webp(png: Buffer): Promise<Buffer> {
    const small = await this.#page.evaluate<string>(`(async () => {
      const bytes = Uint8Array.from(atob('${png.toString('base64')}'), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext('2d').drawImage(image, 0, 0);
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality: ${QUALITY} });
      return new Promise((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result.split(',')[1]);
        reader.readAsDataURL(blob);
      });
    })()`);
    return Buffer.from(small, 'base64');
  }
}

/** The file of a picture. */
export function fileOf(screen: string, look: (typeof PICTURED)[number]['name']): string {
  return `${screen}-${look}.webp`;
}

/**
 * Takes the page as it is in all looks.
 * @param isWhole as if the window were as high as the page, so that the bar of a phone stands at the foot of all of it @param folder where the pictures go
 */
export async function takePictures(page: Page, press: Press, screen: string, isWhole: boolean, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const look of PICTURED) {
    await lookAt(page, look);
    if (isWhole) {
      // Twice: what is drawn only where it is seen may be higher than was thought.
      for (const _ of ['thought', 'drawn']) {
        const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
        await page.setViewportSize({ width: look.width, height: Math.max(look.height, height) });
        await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
      }
    }
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    writeFileSync(join(folder, fileOf(screen, look.name)), await press.webp(png));
  }
}
