/** Whoever acts for a department acts for their own: its systems, and its administrators in their own sessions. */
import type { FastifyRequest } from 'fastify';
import type { Catalog } from '../catalog/catalog.ts';
import type { JournalActor } from '../database/tables/figures.ts';
import { CityError } from '../errors.ts';
import { staffOf } from '../identity/plugin.ts';

type Named = FastifyRequest & { readonly params: { readonly code: string } };

/** The department of the address, which must be the caller's. @throws CityError NOT_OWN_DEPARTMENT, FORBIDDEN */
export function ownDepartment(request: FastifyRequest): string {
  const { caller } = request;
  const { department } = caller.kind === 'system' ? caller : staffOf(request);
  if (department !== (request as Named).params.code) throw new CityError('NOT_OWN_DEPARTMENT');
  return department;
}

/** As `ownDepartment`, for a type that it issues. @throws CityError NOT_OWN_TYPE as well */
export function ownType(
  request: FastifyRequest,
  credentialType: string,
  { findCredentialType }: Pick<Catalog, 'findCredentialType'>,
): string {
  const department = ownDepartment(request);
  if (findCredentialType(credentialType)?.issuingDepartmentCode !== department)
    throw new CityError('NOT_OWN_TYPE', { department, credentialType });
  return department;
}

/** The caller as the journal names them. @throws CityError FORBIDDEN */
export function actorOf(request: FastifyRequest): JournalActor {
  const { caller } = request;
  return caller.kind === 'system' ? { client: caller.client } : { staff: staffOf(request).staff };
}
