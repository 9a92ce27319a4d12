/** What stands for photographs: twelve rendered faces of nobody, and drawn placeholders marked as fictional. */
import { readFileSync } from 'node:fs';
import { ageOn } from './dates.ts';
import type { Gender, Person } from './people.ts';

const MIDDLE = 30;

/** A data URL of a person's portrait: at most 16 KB, a drawing below one. */
export type PortraitOf = (person: Person) => string;

type Face = { readonly file: string; readonly gender: Gender; readonly from: number; readonly below: number };

const face = (file: string, gender: Gender, [from, below]: readonly [number, number]): Face => ({
  ...{ file, gender, from, below },
});

const FACES: readonly Face[] = [
  face('synthetic-004', '男', [40, 60]),
  face('synthetic-042', '男', [25, 45]),
  face('synthetic-049', '女', [20, 35]),
  face('synthetic-060', '男', [30, 55]),
  face('synthetic-073', '男', [60, 80]),
  face('synthetic-076', '男', [35, 55]),
  face('synthetic-098', '男', [20, 40]),
  face('synthetic-104', '女', [25, 45]),
  face('synthetic-115', '女', [25, 40]),
  face('synthetic-120', '女', [18, 30]),
  face('synthetic-121', '男', [40, 60]),
  face('synthetic-130', '男', [65, 90]),
];

/** Gives each face to the first of the living whom it fits. */
export function portraitsFor(people: readonly Person[], dayZero: string): PortraitOf {
  const given = new Map<Person, string>();
  for (const { file, gender, from, below } of FACES) {
    const person = people.find((one) => {
      const age = ageOn(one.born, dayZero);
      return !one.isDeceased && !given.has(one) && one.gender === gender && age >= from && age < below;
    });
    if (person !== undefined) given.set(person, pictureIn(file));
  }
  return (person) => given.get(person) ?? drawingOf(person);
}

const pictureIn = (file: string): string =>
  `data:image/jpeg;base64,${readFileSync(new URL(`faces/${file}.jpg`, import.meta.url)).toString('base64')}`;

/** The portrait of which there are videos as well, so that somebody can be played before a camera. */
export const filmedPortrait = (): string => pictureIn('synthetic-073');

/** A data URL with a head and shoulders for each person. */
export function drawingOf(...people: readonly Person[]): string {
  const width = 2 * MIDDLE * people.length;
  const figures = people.map((person, place) => figure(person.index, MIDDLE + 2 * MIDDLE * place)).join('');
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 80"><path fill="#dfe7ee" d="M0 0h${width}v80H0z"/>${figures}` +
    `<text x="${width / 2}" y="77" font-size="6" text-anchor="middle">虚构 FICTIONAL</text></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}

function figure(index: number, middle: number): string {
  const hue = (index * 47) % 360;
  return (
    `<circle cx="${middle}" cy="29" r="${12 + (index % 4)}" fill="hsl(28 50% ${60 + (index % 5) * 5}%)"/>` +
    `<path d="M${middle - 22} 70q22-46 44 0z" fill="hsl(${hue} 40% 45%)"/>`
  );
}
