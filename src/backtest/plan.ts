import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bytesWhenRead, type ExportFile } from './export-files.ts';
import type { BacktestOptions } from './options.ts';
import { policyOf } from './policies.ts';

/** About how large a part is when it is read: a few of them fit into memory at once. */
export const partBytes = 8 << 20;

/** What decides the results: where this differs, nothing of an earlier run can be gone on with. */
export interface Plan {
  readonly inputs: readonly { readonly name: string; readonly bytes: number }[];
  readonly parts: number;
  readonly policy: string;
  readonly policyHash: string;
  readonly compare: string | null;
  readonly compareHash: string | null;
  readonly mode: string;
  readonly asOf: string;
  readonly identifiers: string;
}

/** The plan of a back-test of an export. @throws BacktestError for a policy that cannot be read */
export function planOf(files: readonly ExportFile[], options: BacktestOptions): Plan {
  const { policy, compare, mode, asOf, keepIdentifiers } = options;
  const bytes = files.reduce((sum, file) => sum + bytesWhenRead(file), 0);
  return {
    inputs: files.map(({ name, size }) => ({ name, bytes: size })),
    parts: Math.max(16, Math.ceil(bytes / partBytes)),
    policy: policyOf(policy).name,
    policyHash: hashOf(policy),
    compare: compare === undefined ? null : policyOf(compare).name,
    compareHash: compare === undefined ? null : hashOf(compare),
    mode,
    asOf,
    identifiers: keepIdentifiers ? 'kept' : 'pseudonyms',
  };
}

/** The hash of a policy's file; its name where it is none. */
function hashOf(policy: string): string {
  return policy === 'default'
    ? policy
    : createHash('sha256').update(readFileSync(policy)).digest('hex');
}
