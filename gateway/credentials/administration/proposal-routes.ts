/** What two administrators of a department decide together: changes of status, and further keys. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { administrationProposal, pageQuery } from '../../../sdk/schemas/administration.ts';
import { statusChange } from '../../../sdk/schemas/issuing.ts';
import { listOf } from '../../../sdk/schemas/requests.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { CityError } from '../../errors.ts';
import { staffOf } from '../../identity/plugin.ts';
import type { Keys } from '../../keys/keys.ts';
import { ownDepartment, ownType } from '../own-department.ts';
import { recordHashOf } from '../record-hash.ts';
import { changedBy, reasonOf } from '../status-changes.ts';
import {
  type Administrator,
  confirmProposal,
  listProposals,
  type ProposalKind,
  type ProposalParts,
  propose,
  withdrawProposal,
} from './proposals.ts';

const config = { callers: ['staff:administrator'] as const };
const tags = ['administration'];
const params = z.object({ code: z.string() });

export type ProposalRoutesParts = ProposalParts & {
  readonly keys: Pick<Keys, 'blind'>;
  readonly catalog: Pick<Catalog, 'credentialTypes' | 'findCredentialType'>;
};

/** `/departments/:code/status-changes` and `/departments/:code/keys/rotation`. */
export function proposalRoutes(parts: ProposalRoutesParts): FastifyPluginAsyncZod {
  const { db, keys, catalog } = parts;
  return async (app) => {
    app.post(
      '/departments/:code/status-changes',
      {
        config,
        schema: {
          tags,
          summary: 'Propose a change of status; another administrator confirms it within a day',
          params,
          body: statusChange,
          response: { 201: administrationProposal },
        },
      },
      async (request, reply) => {
        const { type, record, change } = request.body;
        const department = ownType(request, type, catalog);
        const reason = reasonOf(request.body);
        const known = { department, credentialType: type };
        const recordHash = recordHashOf(keys, { ...known, record });
        await db.transaction().execute((trx) => changedBy(trx, { ...known, recordHash, change }));
        const content = {
          kind: 'status-change',
          credentialType: type,
          recordHash,
          ending: endingOf(record),
          change,
          reason,
        } as const;
        return reply.status(201).send(await propose(administratorOf(request), content, parts));
      },
    );
    app.post(
      '/departments/:code/keys/rotation',
      {
        config,
        schema: {
          tags,
          summary: 'Propose a further key; another administrator confirms it within a day',
          params,
          response: { 201: administrationProposal },
        },
      },
      async (request, reply) => {
        const by = administratorOf(request);
        const { department } = by;
        if (!catalog.credentialTypes.some((type) => type.issuingDepartmentCode === department))
          throw new CityError('NOT_OWN_TYPE', { department });
        return reply.status(201).send(await propose(by, { kind: 'key-rotation' }, parts));
      },
    );
    await app.register(decisionRoutes(parts, { path: 'status-changes', kind: 'status-change' }));
    await app.register(decisionRoutes(parts, { path: 'keys/rotation', kind: 'key-rotation' }));
  };
}

const steps = [
  { step: 'confirm', summary: 'Confirm what another administrator proposed', decide: confirmProposal },
  { step: 'withdraw', summary: 'Take a proposal back, or reject it', decide: withdrawProposal },
] as const;

/** List, confirm and withdraw are the same for whatever is proposed. */
function decisionRoutes(
  parts: ProposalRoutesParts,
  { path, kind }: { readonly path: string; readonly kind: ProposalKind },
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      `/departments/:code/${path}`,
      {
        config,
        schema: {
          tags,
          summary: 'Proposals, newest first',
          params,
          querystring: pageQuery,
          response: { 200: listOf(administrationProposal) },
        },
      },
      (request) => listProposals(administratorOf(request), { kind, ...request.query }, parts),
    );
    for (const { step, summary, decide } of steps)
      app.post(
        `/departments/:code/${path}/:id/${step}`,
        {
          config,
          schema: {
            tags,
            summary,
            params: params.extend({ id: z.uuid() }),
            response: { 200: administrationProposal },
          },
        },
        (request) => decide(administratorOf(request), { id: request.params.id, kind }, parts),
      );
  };
}

function administratorOf(request: FastifyRequest): Administrator {
  return { department: ownDepartment(request), staff: staffOf(request).staff };
}

/** The last four characters of a record number, of a short one no more than half. */
const endingOf = (record: string): string =>
  record.slice(record.length - Math.min(4, Math.floor(record.length / 2)));
