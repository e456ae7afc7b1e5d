import type { Page } from 'playwright-core';

/** Waits until a page has this title. */
export function isAt(page: Page, title: string | RegExp): Promise<void> {
  return page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Presses a place in the contents. @param place how its name begins */
export function goTo(page: Page, place: string): Promise<void> {
  const contents = page.getByRole('navigation', { name: 'Contents' });
  return contents.getByRole('link', { name: new RegExp(`^${place}`) }).click();
}

/** Goes to a decision by the list of them. */
export async function goToDecision(page: Page, title: string): Promise<void> {
  await goTo(page, 'Decisions');
  await isAt(page, 'Decisions');
  await page.getByRole('link', { name: title, exact: true }).click();
  await isAt(page, title);
}

/** Goes to somebody's page by the ledger. */
export async function goToPerson(page: Page, name: string): Promise<void> {
  await goTo(page, 'People');
  await isAt(page, 'People');
  await page.getByRole('table').getByRole('link', { name, exact: true }).click();
  await isAt(page, name);
}
