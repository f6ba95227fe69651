import * as z from 'zod';

/** What the schemas of the interface are put together from. */
export const text = z.string();
export const filled = z.string().min(1);
export const count = z.int().min(0);
export const time = z.string().meta({ format: 'date-time' });
export const fields = z.record(z.string(), z.unknown());

/** A list that is left out where it would be empty. */
export const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1);
