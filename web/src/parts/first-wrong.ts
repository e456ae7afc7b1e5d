/** So many frames at most a form is given to draw what is wrong. */
const MOST_FRAMES = 30;

/** Brings whoever sent a form to the first field in which something is wrong, once it is drawn as such. */
export function goToFirstWrong(form: HTMLFormElement, frames = MOST_FRAMES): void {
  requestAnimationFrame(() => {
    const wrong = form.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong !== null) wrong.focus();
    else if (frames > 1) goToFirstWrong(form, frames - 1);
  });
}
