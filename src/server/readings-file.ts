import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { messageOf } from '../message-of.ts';
import { defaultReadings, type Readings } from '../spine-imaging/readings.ts';
import { SettingsError } from './settings.ts';

/** A number stays a number of whole units, a switch stays a switch. */
const expected = (value: number | boolean) =>
  typeof value === 'boolean' ? z.boolean() : z.number().int().min(0).max(36_500);

const fileSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(defaultReadings).map(([name, value]) => [name, expected(value).optional()]),
  ),
);

/**
 * How a payer reads the guideline's ambiguous statements otherwise; nothing where there is no file.
 * @param path the READINGS_FILE setting
 * @throws SettingsError that names every unknown reading and every value of the wrong type
 */
export function readReadings(path: string | undefined): Partial<Readings> {
  if (path === undefined) return {};
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = messageOf(error);
    throw wrongFile(path, `it cannot be read as JSON (${why})`);
  }
  const outcome = fileSchema.safeParse(json);
  if (outcome.success) return Object.freeze(outcome.data);
  throw wrongFile(path, outcome.error.issues.map(problemOf).join('; '));
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `unknown ${issue.keys.join(', ')}`;
  const [name] = issue.path;
  return name === undefined ? 'expected an object' : `${String(name)}: ${issue.message}`;
}

function wrongFile(path: string, problem: string): SettingsError {
  const names = Object.keys(defaultReadings).join(', ');
  return new SettingsError(
    `READINGS_FILE is "${path}", but ${problem}; expected a JSON object with any of ${names}.`,
  );
}
