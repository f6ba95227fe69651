import {
  CqlTranslator,
  createModelInfoProvider,
  createUcumService,
  LibraryManager,
  ModelManager,
  stringAsSource,
} from '@cqframework/cql/cql-to-elm';
import { fhirModelXml } from './fhir-model.ts';
import { systemModelXml } from './system-model.ts';

/**
 * Translates a library of CQL to ELM, by the reference translator, without what only its authors need.
 * @throws Error with all that the translator finds wrong
 */
export function toElm(cql: string): string {
  const models = new ModelManager();
  const xml: Readonly<Record<string, () => string>> = {
    System: systemModelXml,
    FHIR: fhirModelXml,
  };
  const provider = createModelInfoProvider((name) => {
    const found = xml[name];
    return found === undefined ? null : stringAsSource(found());
  });
  models.modelInfoLoader.registerModelInfoProvider(provider, true);
  // The only units are those of the calendar, which are CQL's own.
  const units = createUcumService(
    (value) => value,
    () => null,
    (one) => one,
    (one) => one,
  );
  const manager = new LibraryManager(models, undefined, null, units);
  const library = JSON.parse(CqlTranslator.fromText(cql, manager).toJson());
  const said: readonly Said[] = library.library.annotation ?? [];
  const errors = said.filter(({ errorSeverity }) => errorSeverity === 'error');
  if (errors.length > 0) {
    throw new Error(errors.map(({ startLine, message }) => `${startLine}: ${message}`).join('\n'));
  }
  return JSON.stringify(library, (key, value) =>
    forAuthors.has(key) || (Array.isArray(value) && value.length === 0) ? undefined : value,
  );
}

/** Where in the CQL something stands, and how it reads there. */
const forAuthors: ReadonlySet<string> = new Set(['annotation', 'localId', 'locator']);

interface Said {
  readonly startLine?: number;
  readonly message?: string;
  readonly errorSeverity?: string;
}
