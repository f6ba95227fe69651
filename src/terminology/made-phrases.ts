import { phraseList } from './words.ts';

/** Every way to say that one limb does not move. */
export function paralysisOf(limb: 'arm' | 'leg'): readonly string[] {
  const names =
    limb === 'leg'
      ? ['leg', 'lower limb', 'lower extremity', 'foot']
      : ['arm', 'upper limb', 'upper extremity', 'hand'];
  return names
    .flatMap((name) => [name, `right ${name}`, `left ${name}`])
    .flatMap((name) => [
      ...['paralysis', 'paralyzed', 'paralysed', 'monoplegia', 'plegia'].map(
        (sign) => `${name} ${sign}`,
      ),
      ...[
        'paralysis of',
        'monoplegia of',
        'plegia of',
        'cannot move',
        'cant move',
        'unable to move',
        'inability to move',
      ].flatMap((sign) => [`${sign} ${name}`, `${sign} the ${name}`]),
      ...['paralyzed', 'paralysed', 'plegic'].map((sign) => `${sign} ${name}`),
    ]);
}

/** Every way to say that the sphincter is slack: the change before what changed, or behind it. */
export function sphincterTone(): readonly string[] {
  const muscles = phraseList(
    'rectal, anal, sphincter, anal sphincter, rectal sphincter, external anal sphincter, perianal',
  );
  const functions = [
    ...muscles.map((muscle) => `${muscle} tone`),
    ...phraseList(
      'anal wink, anal reflex, bulbocavernosus reflex, anal sphincter, rectal sphincter, anal contraction, voluntary anal contraction, anal squeeze',
    ),
  ];
  const changes = phraseList(
    'decreased, reduced, diminished, absent, lax, weak, poor, flaccid, patulous, loss of, lost, no, low, impaired, lack of',
  );
  return functions.flatMap((one) =>
    changes.flatMap((change) =>
      change === 'no' || change.endsWith(' of')
        ? [`${change} ${one}`]
        : [`${change} ${one}`, `${one} ${change}`],
    ),
  );
}

/** Every way to say that the saddle is numb: the sign before the place, or behind it. */
export function saddleNumbness(): readonly string[] {
  const signs = phraseList(
    `anesthesia, anaesthesia, numbness, hypoesthesia, hypesthesia, hypoaesthesia, hypaesthesia, paresthesia, paraesthesia, paresthesias, sensory loss,
    anesthesia of skin, hypoesthesia of skin, paresthesia of skin, loss of sensation, decreased sensation, reduced sensation, diminished sensation, absent sensation, altered sensation, impaired sensation`,
  );
  const nearby = ['saddle', 'perineal', 'perianal', 'genital'];
  const places = [
    'perineum',
    'genitals',
    'genitalia',
    ...nearby.flatMap((place) => [`${place} area`, `${place} region`]),
  ];
  const changes = [
    'decreased',
    'reduced',
    'diminished',
    'absent',
    'loss of',
    'impaired',
    'altered',
  ];
  return [
    ...signs.flatMap((sign) => nearby.flatMap((place) => [`${place} ${sign}`, `${sign} ${place}`])),
    ...signs.flatMap((sign) =>
      places.flatMap((place) => [
        `${sign} of ${place}`,
        `${sign} of the ${place}`,
        `${sign} in ${place}`,
        `${sign} in the ${place}`,
      ]),
    ),
    ...changes.flatMap((change) => nearby.map((place) => `${change} ${place} sensation`)),
    ...places.flatMap((place) => [`numb ${place}`, `${place} numb`, `${place} numbness`]),
  ];
}

/** Every way to say that the sacrum broke without an accident. */
export function softSacrum(): string {
  const kinds = [
    'insufficiency',
    'stress',
    'fragility',
    'osteoporotic',
    'pathologic',
    'pathological',
    'fatigue',
  ];
  return kinds
    .flatMap((kind) => [
      ...['fracture', 'fractures'].flatMap((name) => [
        `sacral ${kind} ${name}`,
        `${kind} sacral ${name}`,
        `sacral ala ${kind} ${name}`,
      ]),
      ...['sacrum', 'the sacrum', 'sacral ala', 'the sacral ala'].map(
        (place) => `${kind} fracture of ${place}`,
      ),
    ])
    .join(', ');
}

/** Every way to say that a cancer is of the sacrum. */
export function cancerOfSacrum(): string {
  const kinds = phraseList(
    'malignant neoplasm, malignant tumor, malignant tumour, malignancy, cancer, sarcoma, osteosarcoma, chondrosarcoma, chordoma, lymphoma, plasmacytoma',
  );
  return kinds
    .flatMap((kind) => [
      `sacral ${kind}`,
      ...['of sacrum', 'of the sacrum', 'of sacrum and coccyx', 'of coccyx'].map(
        (place) => `${kind} ${place}`,
      ),
    ])
    .join(', ');
}
