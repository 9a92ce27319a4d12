/** Drawn placeholders for photographs, marked as fictional; well below a kilobyte each. */
import type { Person } from './people.ts';

const MIDDLE = 30;

/** A data URL with a head and shoulders for each person. */
export function portraitOf(...people: readonly Person[]): string {
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
