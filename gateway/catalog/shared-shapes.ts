/** Shapes that several records of the catalogue share. */
import { z } from 'zod';

export const texts = { nameZh: z.string(), nameEn: z.string() };
export const departmentCode = z.string().regex(/^[A-Z]{2,4}$/);
export const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
/** Working days or days; null where there is no limit. */
export const days = z.number().int().min(0).nullable();
