import { changeReader } from './change.ts';
import { episodeReader } from './episode-day.ts';
import { mriReader } from './films.ts';
import { improvingReader } from './improving.ts';
import { limbPathReader } from './limb-path.ts';
import { lostSinceReader } from './lost-since.ts';
import { injectionReader, operationReader, stimulatorReader } from './operations.ts';
import { painScoreReader } from './pain-score.ts';
import type { Reader } from './reader.ts';
import { residualUrineReader } from './residual-urine.ts';
import { strengthReader } from './strength.ts';
import { surgeonRequestReader } from './surgeon-request.ts';
import { tickedResponseReader } from './ticked-response.ts';
import { filmReader } from './told-films.ts';
import { visitReader } from './visits.ts';
import { weaknessDayReader } from './weakness-day.ts';
import { weightReader } from './weight.ts';
import { worseSinceToldReader } from './worse-since-told.ts';

/** What reads a clinician's note sentence by sentence, beside rules and treatments. */
export const readers: readonly Reader[] = [
  strengthReader,
  painScoreReader,
  filmReader,
  mriReader,
  operationReader,
  injectionReader,
  stimulatorReader,
  surgeonRequestReader,
  visitReader,
  improvingReader,
  tickedResponseReader,
  episodeReader,
  changeReader,
  weaknessDayReader,
  lostSinceReader,
  weightReader,
  worseSinceToldReader,
  residualUrineReader,
  limbPathReader,
];
