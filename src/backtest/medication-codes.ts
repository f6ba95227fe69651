import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Json, objectOf, text } from './fields.ts';

/** The Medications of an export by id. They are many, and what they say is little: each code is kept once. */
export class MedicationCodes {
  readonly #codeOf = new Map<string, number>();
  readonly #codes: Json[] = [];
  readonly #known = new Map<string, number>();

  /** Reads the files that the first pass wrote; one that is not there holds none. */
  static async read(paths: readonly string[]): Promise<MedicationCodes> {
    const codes = new MedicationCodes();
    for (const path of paths.filter((one) => existsSync(one))) {
      for await (const line of createInterface({ input: createReadStream(path) })) codes.#add(line);
    }
    return codes;
  }

  /** The Medication with an id, as far as it matters. */
  find(id: string): Json | undefined {
    const at = this.#codeOf.get(id);
    const code = at === undefined ? undefined : this.#codes[at];
    return code === undefined ? undefined : { resourceType: 'Medication', id, code };
  }

  #add(line: string): void {
    const resource = objectOf(JSON.parse(line));
    const id = text(resource?.id);
    const code = objectOf(resource?.code);
    if (id === undefined || code === undefined) return;
    const written = JSON.stringify(code);
    let at = this.#known.get(written);
    if (at === undefined) {
      at = this.#codes.push(code) - 1;
      this.#known.set(written, at);
    }
    this.#codeOf.set(id, at);
  }
}
