import { networkInterfaces } from 'node:os';
import type { Interfaces } from './addresses.ts';

const LOOK_MS = 3000;

/** Looks at the device's network interfaces every few seconds: no operating system tells a program of all changes in one way. */
export interface Watch {
  readonly interfaces: Interfaces;
  stop(): void;
}

/** Begins to look. `changed` is told whenever an interface or an address has come or gone. A look keeps no process alive. */
export function watchInterfaces(changed: (interfaces: Interfaces) => void): Watch {
  let interfaces: Interfaces = look();
  let known = JSON.stringify(interfaces);
  const timer = setInterval(() => {
    const now = look();
    const seen = JSON.stringify(now);
    if (seen === known) return;
    interfaces = now;
    known = seen;
    changed(now);
  }, LOOK_MS);
  timer.unref();
  return {
    get interfaces() {
      return interfaces;
    },
    stop: () => clearInterval(timer),
  };
}

function look(): Interfaces {
  try {
    return networkInterfaces();
  } catch {
    // Some systems refuse to list them; then only what is told to us by hand can be dialled.
    return {};
  }
}
