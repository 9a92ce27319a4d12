/** Writes the parts of the documentation that repeat what the code says: docs/errors.md. */
import { writeFileSync } from 'node:fs';
import { renderErrors } from './docs/errors.ts';

writeFileSync(new URL('../docs/errors.md', import.meta.url), renderErrors());
