import type { Page } from 'playwright-core';
import { allVignettes, type Vignette } from '../../src/vignettes/vignette.ts';

/** The first vignette of which something holds. */
export function patientWhere(holds: (vignette: Vignette) => boolean): Vignette {
  const found = allVignettes().find(holds);
  if (found === undefined) throw new Error('No vignette fits this test any more.');
  return found;
}

function count({ request }: Vignette, key: string): number {
  const { entry = [] }: { entry?: readonly unknown[] } = Object(request.prefetch?.[key]);
  return entry.length;
}

/** Lumbar MRI for radiculopathy with everything documented: one problem, one course of therapy, one film, one form. */
export const documented = (): Vignette =>
  patientWhere((vignette) => {
    const { assessments, cards } = vignette.expected;
    const [assessment] = assessments;
    return (
      assessments.length === 1 &&
      cards.length === 0 &&
      assessment?.determination === 'supported' &&
      assessment.decidedBy === 'lumbar-radiculopathy' &&
      JSON.stringify(vignette.request.context.draftOrders).includes('"72148"') &&
      ['conditions', 'procedures', 'diagnosticReports', 'questionnaireResponses'].every(
        (key) => count(vignette, key) === 1,
      ) &&
      count(vignette, 'encounters') === 2
    );
  });

/** The address of a patient in the playground. */
export const addressOf = ({ name }: Vignette): string => `/?patient=${encodeURIComponent(name)}`;

/** Waits until the service has answered the screen as it stands. */
export async function answered(page: Page): Promise<void> {
  await page.locator('.cards-panel[aria-busy="false"]').waitFor();
}

export const determination = (page: Page) => page.locator('.decision h3').first();
export const cards = (page: Page) => page.locator('section.card');
