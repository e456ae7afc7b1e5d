/** Brings whoever sent a form to the first field in which something is wrong, once it is drawn as such. */
export function goToFirstWrong(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
