import { lowerBound, scoreNotes } from '../src/notes/score.ts';
import { readLabelledFile } from './notes-file.ts';
import { setsTable } from './notes-sets.ts';

/**
 * `npm run notes-score -- labelled.json`: how well the reader reads a labelled set, fact by fact;
 * `npm run --silent notes-score -- --sets`: how it reads all sets of the project, as Markdown.
 */
function main([path]: readonly string[]): number {
  if (path === undefined) {
    console.error('Usage: npm run notes-score -- labelled.json | --sets');
    return 2;
  }
  if (path === '--sets') {
    console.log(setsTable());
    return 0;
  }
  const rows = scoreNotes(readLabelledFile(path)).map((score) => {
    const { linkId, right, wrong, missed, trapsTaken } = score;
    return {
      fact: linkId,
      right,
      wrong,
      missed,
      'traps taken': trapsTaken,
      precision: share(right, right + wrong),
      'at least': lowerBound(right, right + wrong).toFixed(2),
      recall: share(right, right + missed),
    };
  });
  console.table(rows);
  return 0;
}

function share(part: number, all: number): string {
  return all === 0 ? '-' : (part / all).toFixed(2);
}

process.exitCode = main(process.argv.slice(2));
