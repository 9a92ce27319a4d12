/** Before tests: the files of the embedded face engine must be there. */
import { fetchModels } from './face/models.ts';

try {
  for (const file of fetchModels()) console.error(`fetched ${file}`);
} catch (error) {
  console.error(
    `the face engine's files can't be fetched: ${error instanceof Error ? error.message : error}`,
  );
  process.exitCode = 1;
}
