import { execFile } from 'node:child_process';
import type { RunProgram } from './login-start.ts';

/** A program of the system that does not end within this time, in milliseconds, is given up. */
const PATIENCE_MS = 15_000;

/** Runs a program of the system. */
export const runProgram: RunProgram = (program, args) =>
  new Promise((resolve) => {
    execFile(program, [...args], { timeout: PATIENCE_MS, windowsHide: true, encoding: 'utf8' }, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 127;
      resolve({ code, out, err });
    });
  });
