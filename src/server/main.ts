import { cdsServices } from '../../hooks/services.ts';
import { run } from './run.ts';

await run(process.env, cdsServices);
