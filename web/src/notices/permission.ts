import { useSyncExternalStore } from 'react';

/** Whether this browser lets the page show notices: `ask` nobody has been asked yet; `never` it cannot. */
export type Permission = 'granted' | 'denied' | 'ask' | 'never';

let failed = false;
const listeners = new Set<() => void>();

function tellAll(): void {
  for (const listener of listeners) listener();
}

function permission(): Permission {
  if (failed || typeof Notification === 'undefined') return 'never';
  return Notification.permission === 'default' ? 'ask' : Notification.permission;
}

/** Whether this browser lets the page show notices, also when that is changed in its settings. */
export function usePermission(): Permission {
  return useSyncExternalStore(listen, permission);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  const gone = new AbortController();
  void navigator.permissions
    ?.query({ name: 'notifications' })
    .then((status) => status.addEventListener('change', tellAll, { signal: gone.signal }))
    .catch(() => {});
  return () => {
    listeners.delete(listener);
    gone.abort();
  };
}

/** Lets the browser ask its reader. Only to be called when they have pressed something. */
export async function askPermission(): Promise<Permission> {
  if (permission() === 'ask') await Notification.requestPermission();
  tellAll();
  return permission();
}

/** Shows a notice; the next one takes its place. Where the browser cannot after all, that is known from then on. @param onPress when somebody presses it */
export function showNotice(title: string, body: string, onPress: () => void): void {
  try {
    const notice = new Notification(title, {
      body,
      tag: 'moot',
      lang: document.documentElement.lang,
      dir: document.dir === 'rtl' ? 'rtl' : 'ltr',
    });
    notice.onclick = () => {
      focus();
      onPress();
      notice.close();
    };
  } catch {
    // Phones' browsers have notices, but none that a page may show.
    failed = true;
    tellAll();
  }
}
