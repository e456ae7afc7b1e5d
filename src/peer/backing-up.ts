import type { Operation } from './operation.ts';
export const BACKUP_OPERATIONS: readonly Operation[] = [];
