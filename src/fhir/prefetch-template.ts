import type { HookContext } from '../cds/types.ts';

/**
 * Fills the tokens of a prefetch template (CDS Hooks 2.0, "Prefetch tokens"): the context's own fields, the user's
 * id by type (`userPractitionerId`, …) and `today()` with a number of days before or after.
 * @returns the read or search relative to the FHIR base, or undefined where a token has no value in this call
 */
export function fillTemplate(
  template: string,
  context: HookContext,
  asOf: Date,
): string | undefined {
  let complete = true;
  const filled = template.replace(/\{\{\s*(.+?)\s*\}\}/g, (_token, expression: string) => {
    const value = tokenValue(expression, context, asOf);
    // A lone dot or two would climb the path of the URL.
    if (value === undefined || value === '.' || value === '..') {
      complete = false;
      return '';
    }
    return encodeURIComponent(value);
  });
  return complete ? filled : undefined;
}

function tokenValue(expression: string, context: HookContext, asOf: Date): string | undefined {
  switch (expression) {
    case 'context.patientId':
      return context.patientId;
    case 'context.encounterId':
      return context.encounterId;
    case 'context.userId':
      return context.userId;
    case 'userPractitionerId':
      return userIdOf('Practitioner', context);
    case 'userPractitionerRoleId':
      return userIdOf('PractitionerRole', context);
    case 'userPatientId':
      return userIdOf('Patient', context);
    case 'userRelatedPersonId':
      return userIdOf('RelatedPerson', context);
    default:
      return dayOf(expression, asOf);
  }
}

function userIdOf(type: string, context: HookContext): string | undefined {
  const [userType, id] = context.userId.split('/');
  return userType === type ? id : undefined;
}

function dayOf(expression: string, asOf: Date): string | undefined {
  const match = /^today\(\)(?:\s*([+-])\s*(\d{1,5})\s*days?)?$/.exec(expression);
  if (match === null) {
    return undefined;
  }
  const days = Number(match[2] ?? 0) * (match[1] === '-' ? -1 : 1);
  return new Date(asOf.getTime() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
