/**
 * How many days a record speaks of the present. A chart is read once for a call, before an order's date of service
 * chooses a policy, so that these numbers belong to how records are read and not to a version of the guideline.
 */

/** An encounter diagnosis without a status, and an emergency that nobody closed (reading A62): twelve weeks. */
export const diagnosisDays = 84;

/** A measured temperature is a fever as long as it is new (reading A48); one of weeks ago is over. */
export const feverDays = 14;

/** A treatment that was said to be under way, as long as therapy may pause between two sessions (reading A57). */
export const underWayDays = 14;

/** What was requested and never closed: whoever asked for it longer ago does not plan it any more. */
export const planDays = 365;

/** In an episode that goes on for years, what was found longer ago is nothing new (reading A10): it is asked about. */
export const newsDays = 365;

/** A report or a session that no list knows: what is older bears on no episode that a missing one is asked for. */
export const unknownRecordDays = 365;
