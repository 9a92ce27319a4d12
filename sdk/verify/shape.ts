/** Shapes of plain values, checked without a library: the verifier stands on nothing that it doesn't need. */
import { decodeBase64url } from '#platform';
import { isCount, isObject } from './json.ts';

/** True where the value has the shape; never throws. */
export type Shape = (value: unknown) => boolean;

export const text: Shape = (value) => typeof value === 'string' && value.isWellFormed();
export const flag: Shape = (value) => typeof value === 'boolean';
export const count: Shape = isCount;
/** 32 bytes in base64url. */
export const digest: Shape = (value) => typeof value === 'string' && decodeBase64url(value)?.length === 32;
export const exactly =
  (...allowed: readonly unknown[]): Shape =>
  (value) =>
    allowed.includes(value);
export const optional =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || shape(value);
export const either =
  (...shapes: readonly Shape[]): Shape =>
  (value) =>
    shapes.some((shape) => shape(value));

export const listOf =
  (shape: Shape, lengthMin = 0): Shape =>
  (value) =>
    Array.isArray(value) && value.length >= lengthMin && !hasOther(value, shape);

// `every` would pass over the holes of a sparse list.
function hasOther(values: readonly unknown[], shape: Shape): boolean {
  for (const value of values) if (!shape(value)) return true;
  return false;
}

export const recordOf =
  (shape: Shape): Shape =>
  (value) =>
    isObject(value) && Object.values(value).every(shape);

/** An object with at least these members. */
export const object =
  (members: Readonly<Record<string, Shape>>): Shape =>
  (value) =>
    isObject(value) && Object.entries(members).every(([name, shape]) => shape(value[name]));

/** An object with these members and no others: what is signed may hold nothing that isn't understood. */
export const closedObject = (members: Readonly<Record<string, Shape>>): Shape => {
  const open = object(members);
  return (value) => open(value) && Object.keys(Object(value)).every((name) => Object.hasOwn(members, name));
};
