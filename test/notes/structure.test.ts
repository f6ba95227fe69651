import { describe, expect, it } from 'vitest';
import { readNotesWithDoubts } from '../../src/notes/read-notes.ts';

const date = '2026-11-18';

/** What is read of a note, each as "fact=value". */
function read(type: string, ...lines: readonly string[]): readonly string[] {
  const note = { id: 'note', type, date, text: lines.join('\n') };
  const { candidates } = readNotesWithDoubts([note], {});
  return candidates.map(({ linkId, value }) => `${linkId}=${value}`);
}

const failed = 'trial-of-treatment.outcome=failed';
const noFracture = 'plain-radiograph.result=no-fracture';
const emptyBladder = 'red-flag.cauda-equina=true';

describe('A report of imaging and a note of a visit', () => {
  it('are told apart by the parts of a visit, whatever names the films', () => {
    const lines = [
      'Chief complaint: low back and right leg pain',
      'Imaging: x-ray lumbar spine 10/20/26 no fracture',
      'Impression: right L5 radiculopathy, failed six weeks of PT',
      'Plan: MRI lumbar spine',
    ];
    expect(read('orthopedics', ...lines)).toEqual(expect.arrayContaining([failed, noFracture]));
  });

  it.each([
    'Interventional radiology consult note',
    'interventional-radiology',
    'PT progress report',
    'CT surgery',
    'consultation report',
  ])('are told apart by the type: %s is a visit', (type) => {
    expect(read(type, 'Seen for back pain. Failed six weeks of physical therapy.')).toContain(
      failed,
    );
  });

  it.each(['radiology', 'XR Spine Lumbar', 'Diagnostic imaging report', 'MRI lumbar spine'])(
    'are told apart by the type: %s is a report',
    (type) => {
      const lines = [
        'HISTORY: failed six weeks of PT, foot drop',
        'IMPRESSION: No acute fracture.',
      ];
      expect(read(type, ...lines)).not.toContain(failed);
    },
  );

  it('are told apart by the parts of a report where the type says nothing', () => {
    const lines = [
      'EXAM: XR LUMBAR SPINE 3 VIEWS',
      'HISTORY: low back pain, failed PT for 6 weeks, foot drop',
      'FINDINGS: mild disc narrowing.',
      'IMPRESSION: No acute fracture.',
    ];
    expect(read('document', ...lines)).toEqual([
      noFracture,
      'plain-radiograph.region=lumbar',
      `plain-radiograph.date=${date}`,
    ]);
  });

  it('differ in what an indication is: a question in one, what was tried in the other', () => {
    const line = 'Indication: left leg pain since July, failed physical therapy for eight weeks.';
    expect(read('operative report', line, 'Procedure: L4-5 microdiscectomy.')).toContain(failed);
    expect(read('radiology', line, 'Impression: no fracture.')).not.toContain(failed);
  });

  it('is one of films where its findings say so and its title only names the level', () => {
    const lines = [
      'EXAM: Lumbar spine.',
      'FINDINGS: AP and lateral views show normal alignment. No fracture is seen.',
      'IMPRESSION: Negative study.',
    ];
    expect(read('radiology report', ...lines)).toContain(noFracture);
  });
});

describe('A text that was broken into lines', () => {
  it('lets a denial reach over a break before a capital', () => {
    const lines = [
      'PATIENT IS A 61 YEAR OLD MALE WITH LOW BACK PAIN. HE DENIES ANY FEVER, NUMBNESS IN THE',
      'GROIN OR INCONTINENCE OF BLADDER OR BOWEL. HE HAS COMPLETED SIX WEEKS OF PHYSICAL THERAPY',
      'WITH NO IMPROVEMENT. STRENGTH IS 5/5 IN BOTH LOWER EXTREMITIES. HE DOES NOT HAVE ANY',
      'WEAKNESS IN BOTH LEGS. REFLEXES ARE 2+ AND SYMMETRIC.',
    ];
    const found = read('progress', ...lines);
    expect(found).toEqual(expect.arrayContaining([failed, 'red-flag.cauda-equina=false']));
    expect(found).not.toContain(emptyBladder);
  });

  it('ends its sentences with its lines where nothing else does', () => {
    const lines = [
      'pt here for low back pain radiating down the left leg for 8 wks',
      'mother w/ breast cancer',
      'if not better would consider injection at the next visit in january',
      'new foot drop on left since monday',
    ];
    expect(read('progress', ...lines)).toEqual(
      expect.arrayContaining(['radiculopathy=true', 'red-flag.foot-drop=true']),
    );
  });
});

describe('A dictation with its marks in words', () => {
  it('is read sentence by sentence', () => {
    const lines = [
      'thank you for referring Mrs Adams comma who was seen in clinic today period her mother had',
      'cancer period she attended physical therapy for eight weeks without any relief period new',
      'paragraph she has numbness in the groin since yesterday full stop',
    ];
    expect(read('letter', ...lines)).toEqual(expect.arrayContaining([failed, emptyBladder]));
  });

  it('has headings where a colon was said', () => {
    const text =
      'numb groin since yesterday period next line family history colon foot drop period new line plan colon MRI period';
    expect(read('letter', text)).toEqual([emptyBladder]);
  });

  it('quotes the words as they stand in the note', () => {
    const text = 'no fever period no chills period she cannot urinate since last night period';
    const note = { id: 'note', type: 'letter', date, text };
    const { candidates } = readNotesWithDoubts([note], {});
    expect(candidates.map(({ quote }) => quote)).toContain('she cannot urinate since last night');
  });

  it('is none where a period is one of time', () => {
    const text = 'A period of rest. The period since the fall: numb groin. No period of retention.';
    expect(read('progress', text)).toContain(emptyBladder);
  });
});

describe('A heading within a line', () => {
  it('holds for its sentence where it says whose or when', () => {
    const text =
      'Low back pain x 3 days. FHx: foot drop in childhood. Precautions: saddle numbness; retention. Cannot lift the left foot since Friday.';
    expect(read('ed', text)).toEqual(['episode.onset=2026-11-15', 'red-flag.foot-drop=true']);
  });

  it('ends the one that the line began with', () => {
    expect(read('ed', 'FHx: cancer. Exam: foot drop on the left.')).toContain(
      'red-flag.foot-drop=true',
    );
  });
});

describe('What stands below advice', () => {
  const advice = 'Return precautions: saddle numbness, leg weakness, loss of bladder control.';

  it.each([
    ['behind an empty line', ['', 'Patient called at 6 pm, now cannot urinate.']],
    ['as an addendum', ['Addendum 11/18 16:40: patient called back, now cannot urinate.']],
    ['with the time of the day', ['1640: called back, now cannot urinate.']],
  ])('is told of the patient: %s', (_, lines) => {
    expect(read('ed', advice, ...lines)).toEqual([emptyBladder]);
  });

  it('is advice while its list goes on', () => {
    expect(read('ed', 'Return precautions:', '- saddle numbness', '- cannot urinate')).toEqual([]);
  });

  it('is advice in all of a leaflet', () => {
    const lines = ['AFTER VISIT SUMMARY', 'About sciatica: pain that travels down the leg.'];
    expect(read('after-visit-summary', ...lines, 'Sciatica with a foot drop.')).toEqual([]);
  });
});

describe('What a note takes back', () => {
  const flag = 'New saddle numbness and urinary retention since last night.';

  it.each([
    [['ENTERED IN ERROR - WRONG PATIENT', flag]],
    [['*** DOCUMENTED IN ERROR ***', flag]],
    [[`${flag} (charted on wrong patient, please disregard)`]],
    [[flag, '', 'Addendum: above note belongs to another patient.']],
    [['Disregard previous entry, wrong chart: "cannot urinate, groin numb".', 'Back pain 4/10.']],
  ])('is not said of the patient: %j', (lines) => {
    expect(read('nursing', ...lines)).not.toContain(emptyBladder);
  });

  it.each([
    [['Naproxen was entered in error and cancelled.', flag]],
    [['Correct patient, re-entered: the previous note was placed in the wrong chart.', flag]],
    [['08:10 Walks well.', 'Wrong pt, disregard.', '', `09:30 ${flag}`]],
    [['Voids in small amounts.', flag]],
  ])('leaves the rest as it is: %j', (lines) => {
    expect(read('nursing', ...lines)).toContain(emptyBladder);
  });
});

describe('A question and its answer', () => {
  it.each([
    ['Any new numbness in the groin? A: yes, since yesterday.', true],
    ['Any new numbness in the groin?\nPt: yes', true],
    ['Any new numbness in the groin? A: no', false],
    ['Any new numbness in the groin?\nNo', false],
  ])('are one statement: %j', (text, value) => {
    expect(read('telephone', 'Low back pain.', text)).toContain(`red-flag.cauda-equina=${value}`);
  });
});

describe('A row of a table', () => {
  it('is answered by its last cell', () => {
    const rows = ['| Saddle numbness | No |', '| Leg weakness, bilateral | Yes |'];
    const found = read('form', 'Low back pain.', ...rows);
    expect(found).toContain('red-flag.cauda-equina=false');
    expect(found).toContain('red-flag.bilateral-leg-weakness=true');
  });
});

describe('What opens a sentence', () => {
  it('says when, for what follows it', () => {
    expect(read('progress', 'Back in college she had sciatica.')).toEqual([]);
  });
});

describe('A list that a denial opens', () => {
  it.each([
    [['Denies:', '- saddle anesthesia', '- urinary retention', 'Reports:', '- fever'], false],
    [['Pertinent negatives: fever; saddle anesthesia; weight loss.'], false],
    [['Red flags: fever 0, saddle anesthesia 0, weakness +'], false],
    [['Denies:', '- fever', '', 'Saddle anesthesia since Monday.'], true],
    [['Pertinent negatives: fever; cough. Saddle anesthesia since Monday.'], true],
    [['Reports:', '- saddle anesthesia'], true],
  ])('is denied item by item, and no further: %j', (lines, value) => {
    expect(read('ed', 'Low back pain.', ...lines)).toContain(`red-flag.cauda-equina=${value}`);
  });
});

describe('A heading before a tabulator', () => {
  it('heads its line', () => {
    const lines = ['HPI\tLow back pain since 9/10/26', 'FHx\tfoot drop', 'PE\tEHL 4/5 left'];
    const found = read('progress', ...lines);
    expect(found).not.toContain('red-flag.foot-drop=true');
    expect(found).toContain('red-flag.motor-grade=4');
  });
});

describe('Boxes behind their items', () => {
  it.each([
    'Incontinence ☐ Saddle numbness ☐ Foot drop ☒',
    'Incontinence [ ] Saddle numbness [ ] Foot drop [x]',
    '[ ] Incontinence [ ] Saddle numbness [x] Foot drop',
  ])('tick them: %s', (line) => {
    expect(read('form', 'Low back pain.', line)).toEqual(['red-flag.foot-drop=true']);
  });
});

describe('A note of podiatry', () => {
  it.each([
    ['R bunion pain. Strength DF/PF 5/5.', false],
    ['Numb feet and low back pain. Strength DF/PF 5/5.', true],
  ])('tells of the spine where it says so first: %s', (text, isTold) => {
    expect(read('podiatry', text).includes('red-flag.motor-grade=5')).toBe(isTold);
  });
});

describe('A question and its answer in the next line', () => {
  const asked = 'N: Any numbness in the genitals?';

  it('deny together what was asked', () => {
    expect(read('telephone', asked, 'P: No nothing like that.')).toContain(
      'red-flag.cauda-equina=false',
    );
  });

  it('affirm it together', () => {
    expect(read('telephone', asked, 'P: Yes, since Friday.')).toContain(emptyBladder);
  });

  it('tell nothing where the answer is about something else', () => {
    expect(read('telephone', asked, 'P: No pain killers help.')).toEqual([]);
  });
});

describe('A hand-over of several beds', () => {
  it('tells of the bed whose part names the spine', () => {
    const lines = [
      'Bed 3: 70M, cannot pee because of a stricture.',
      'Bed 9: low back pain, foot drop since Friday.',
      'Bed 7: fever, looks great.',
    ];
    expect(read('hand-over', ...lines)).toEqual(['red-flag.foot-drop=true']);
  });
});

describe('The report of an operation', () => {
  const heading = [
    'PREOPERATIVE DIAGNOSIS: Lumbar stenosis L4-L5.',
    'ANESTHESIA: General, with good effect.',
    'ESTIMATED BLOOD LOSS: 150 mL.',
  ];

  it.each([
    'A self-retaining retractor was placed under the muscle.',
    'Retention sutures held the fascia.',
    'The probe was advanced past the grip of the clamp.',
    'The bladder was drained of 400 cc of clear urine.',
    'Blunt dissection was carried down along the mobilized muscle.',
  ])('tells nothing of the patient where it describes its course: %s', (step) => {
    const lines = [...heading, 'DESCRIPTION OF PROCEDURE: Midline approach.', step];
    const told = read('note', ...lines).filter((one) => !one.startsWith('spine-surgery'));
    expect(told).toEqual([]);
  });

  it('tells why it was done', () => {
    const why =
      'INDICATIONS FOR PROCEDURE: New saddle numbness and urinary retention since Monday.';
    expect(read('note', ...heading, why)).toContain(emptyBladder);
  });

  it('tells by its title which operation it was, and when', () => {
    const title = 'OPERATION PERFORMED: Microscopic lumbar discectomy, left L5-S1.';
    const told = read('note', ...heading, title, 'PROCEDURE: A full laminectomy was not needed.');
    expect(told.filter((one) => one.startsWith('spine-surgery'))).toEqual([
      'spine-surgery.kind=discectomy',
      'spine-surgery.region=lumbar',
      `spine-surgery.date=${date}`,
    ]);
  });

  it('tells what became of the patient', () => {
    const after = 'DESCRIPTION OF PROCEDURE: She awoke with a new right foot drop, 2/5.';
    expect(read('note', ...heading, after)).toContain('red-flag.foot-drop=true');
  });

  it('is none where a visit has one such heading', () => {
    const visit = ['Seen in clinic for low back pain.', 'Complications: new right foot drop, 2/5.'];
    expect(read('progress note', ...visit)).toContain('red-flag.foot-drop=true');
  });
});

describe('A visit before an operation', () => {
  const lines = [
    'Procedure: L3-5 laminectomy, Dec 3, 2026, Dr. Gill',
    'Failed PT and two epidurals earlier this year.',
    'Anesthesia: ASA 3.',
  ];

  it.each(['PRE-OPERATIVE VISIT', 'Pre-op evaluation', 'PREOPERATIVE H&P'])(
    'is no report of it, and the operation is planned: %s',
    (title) => {
      const found = read('progress note', title, ...lines);
      expect(found).toEqual(
        expect.arrayContaining([
          'planned-surgery.kind=decompression',
          'planned-surgery.date=2026-12-03',
          failed,
        ]),
      );
      expect(found.filter((one) => one.startsWith('spine-surgery'))).toEqual([]);
    },
  );
});

describe('A long note in which nobody complains of the spine', () => {
  const filler = [
    'He comes to the kidney clinic for his yearly visit.',
    'Blood pressure has been well controlled at home.',
    'He walks two miles every evening with his neighbor.',
    'Current medicines are amlodipine and atorvastatin.',
    'He has no allergies to any medicine.',
    'He stopped smoking in 2009.',
    'Eyes: reactive pupils.',
    'Neck: supple, thyroid normal.',
    'Heart: regular rhythm.',
    'Lungs: clear on both sides.',
    'Abdomen: soft, liver not enlarged.',
    'Back: no tenderness over the flanks.',
    'Skin: no rash.',
    'Extremities: trace swelling.',
    'Creatinine is 1.3, the same as last year.',
    'Potassium is 4.4.',
    'Hemoglobin is 13.1.',
    'Urine holds a little protein.',
    'Vitamin D is within limits.',
    'The ultrasound of the kidneys is unchanged.',
    'He will keep his diet low in salt.',
    'The next visit is in a year.',
    'He is to bring his home readings.',
    'A letter goes to his family doctor.',
  ];

  it.each(['Urinary hesitancy and weak stream.', 'On the new tablets he is much better.'])(
    'tells nothing of it: %s',
    (said) => {
      expect(read('progress note', ...filler, said)).toEqual([]);
    },
  );

  it('tells of it all the same where two nerves fail', () => {
    const said = 'Since Sunday both legs are weak and he cannot pass urine.';
    expect(read('progress note', ...filler, said)).toContain(emptyBladder);
  });

  it('tells of it where it is complained of once', () => {
    const said = ['His low back has hurt for a week.', 'He cannot pass urine since Sunday.'];
    expect(read('progress note', ...filler, ...said)).toContain(emptyBladder);
  });
});

describe('A question that is answered with no', () => {
  it('is quoted with its answer, and asked of the patient by whomever', () => {
    const text = 'Back pain.\nReviewer: "Was there a foot drop or saddle anesthesia?"\nMe: No.';
    const note = { id: 'note', type: 'progress note', date, text };
    const { candidates } = readNotesWithDoubts([note], {});
    const told = candidates.filter(({ value }) => value === false);
    expect(told.map(({ linkId }) => linkId)).toEqual([
      'red-flag.foot-drop',
      'red-flag.cauda-equina',
    ]);
    for (const { quote } of told) expect(quote).toMatch(/foot drop[\s\S]*Me: No\.$/);
  });

  it.each([
    'Can he feel when he wipes? No.',
    'Is rectal tone normal? No.',
    'Sphincter control intact: no',
    'Bladder and bowel normal [ ] yes [x] no',
    'Saddle sensation intact: [ ] Y [x] N',
    'Bladder/bowel normal: [x] N',
  ])('asks about a red flag where what would be in order is not: %s', (line) => {
    const note = { id: 'note', type: 'progress note', date, text: `Back pain.\n${line}` };
    const { candidates, passedOver } = readNotesWithDoubts([note], {});
    expect(candidates.map(({ linkId }) => linkId)).not.toContain('red-flag.cauda-equina');
    const asked = passedOver.filter(({ why }) => why === 'uncertain');
    expect(asked.map(({ linkId }) => linkId)).toContain('red-flag.cauda-equina');
  });

  it.each(['Is bladder function normal? No problems.', 'Trouble controlling the bladder? No'])(
    'denies the trouble that is named: %s',
    (line) => {
      expect(read('progress note', 'Back pain.', line)).toContain('red-flag.cauda-equina=false');
    },
  );

  it('may be one of a form that has boxes behind it', () => {
    const lines = ['Low back pain.', 'Bladder/bowel: [ ] Y [x] N', 'Foot drop: [ ] N [x] Y'];
    const found = read('progress note', ...lines);
    expect(found).toContain('red-flag.cauda-equina=false');
    expect(found).toContain('red-flag.foot-drop=true');
  });
});

describe('A form of many boxes that names no spine', () => {
  it('is no long note about something else', () => {
    const boxes = Array.from({ length: 12 }, (_, at) => `Item ${at + 1}: [ ] Y [x] N`);
    const found = read('workers compensation', 'Injury: 9/1/2026', ...boxes, 'Reflexes 2+.');
    expect(found).toContain('neurological-examination.reflexes=true');
  });
});

describe('A dictation without full stops', () => {
  it('ends its sentences with its lines', () => {
    const lines = [
      'Dictated, not read.',
      'This is a 71 year old woman who was in the office this morning with a month of left leg pain from the hip down to the shin',
      'she had therapy years ago after her stroke and she says that it was wonderful',
      'her leg strength is four plus out of five at the left quad',
      'left knee jerk is down compared to the right',
      'the x ray we did this morning of the low back shows a lot of arthritis and no fracture',
      'so I am sending her for physical therapy for six weeks',
    ];
    const found = read('progress note', ...lines);
    expect(found).toContain('red-flag.motor-grade=4');
    expect(found).toContain(noFracture);
    expect(found).not.toContain('trial-of-treatment.provider-directed=true');
  });
});

describe('Where somebody was struck', () => {
  it('is not what his note is about', () => {
    const lines = [
      'Trauma bay',
      '45M fell 14 ft from a scaffold onto head/shoulders.',
      'Neck pain 9/10, tingling both hands.',
      'Deltoid 4/5 B, grip 3/5 B, legs 5/5.',
    ];
    const found = read('ed note', ...lines);
    expect(found).toContain('high-risk-mechanism=true');
    expect(found).toContain('red-flag.motor-grade=3');
  });
});

describe('A rooming note', () => {
  it('is no re-evaluation by whoever decides', () => {
    const lines = ['Rooming note', 'Back pain f/u.', 'PT done 11/4, no relief.'];
    expect(read('nursing', ...lines)).not.toContain('clinical-re-evaluation=true');
  });
});
