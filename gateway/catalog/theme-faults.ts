/** Faults in the one-stop themes: steps, departments, matters and fields that there aren't. */
import type { CatalogData } from './read.ts';
import type { Theme } from './shapes.ts';

/** Where a form's field comes from where no credential has it. */
const FORM_SOURCES: ReadonlySet<string> = new Set(['applicant', 'system', 'dataCheck']);

/** A sentence for each name in a theme that nothing else in the catalogue bears, and each step that waits for itself. */
export function findThemeFaults(data: CatalogData): string[] {
  const known = {
    departments: new Set([...data.departments, ...data.externalDepartments].map((row) => row.code)),
    matters: new Set(data.matters.map((row) => row.code)),
    fields: new Set(
      data.credentialTypes.flatMap((type) => type.fields.map((field) => `${type.id}.${field.name}`)),
    ),
  };
  return data.themes.flatMap((theme) =>
    faultsOfTheme(theme, known).map((fault) => `theme ${theme.id}: ${fault}`),
  );
}

type Known = Readonly<Record<'departments' | 'matters' | 'fields', ReadonlySet<string>>>;

function faultsOfTheme(theme: Theme, known: Known): string[] {
  const stages = theme.stages ?? [];
  const steps = [...(theme.steps ?? []), ...stages.flatMap((stage) => stage.steps)];
  const tracks = theme.fastTracks ?? [];
  const faults: string[] = [];
  const earlier = new Set<string>();
  if (steps.length === 0) faults.push('has no steps');
  if (theme.steps !== undefined && theme.stages !== undefined) faults.push('has steps beside its stages');
  for (const [place, { id }] of stages.entries())
    if (stages.slice(0, place).some((stage) => stage.id === id)) faults.push(`stage ${id} stands twice`);
  for (const step of steps) {
    if (earlier.has(step.id)) faults.push(`step ${step.id} stands twice`);
    // Steps stand in an order in which they can be taken, so a circle can't hide.
    for (const name of step.after)
      if (!earlier.has(name)) faults.push(`step ${step.id} comes after ${name}, which is no step before it`);
    earlier.add(step.id);
    if (step.matterCode !== undefined && !known.matters.has(step.matterCode))
      faults.push(`step ${step.id} is unknown matter ${step.matterCode}`);
  }
  for (const code of [
    ...steps.map((row) => row.departmentCode),
    ...stages.map((row) => row.leadDepartmentCode),
  ])
    if (!known.departments.has(code)) faults.push(`unknown department ${code}`);
  for (const name of tracks.flatMap((track) => [...track.parallelSteps, ...track.requiresDone]))
    if (!earlier.has(name)) faults.push(`a fast track names unknown step ${name}`);
  for (const { source } of theme.form.fields) {
    const [kind, field] = source.split(':');
    if (kind === 'credential') {
      if (field === undefined || !known.fields.has(field)) faults.push(`the form reads unknown ${field}`);
    } else if (!FORM_SOURCES.has(source)) faults.push(`the form is filled in from unknown ${source}`);
  }
  return faults;
}
