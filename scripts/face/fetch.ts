/** Fetches the files that the embedded engine runs. */
import { fetchModels } from './models.ts';
import type { Task } from './task.ts';

export const fetch: Task = {
  usage: 'fetch [--archive faceplugin-face-recognition-js-0.0.1.tgz]',
  options: {
    archive: {
      type: 'string',
      value: 'file',
      help: 'brought by hand, where npm’s registry can’t be reached',
    },
  },
  needs: [],
  run: async ({ options: { archive }, out }) => {
    const files = fetchModels(typeof archive === 'string' ? { archive } : {});
    for (const file of files) out.say('fetched', `fetched ${file}`, { file });
    if (files.length === 0) out.say('there', 'every file is there and is the one that is pinned');
  },
};
