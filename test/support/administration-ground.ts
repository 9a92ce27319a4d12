/** A real city with the routes of departments and figures; an `authorization` header in JSON says who calls. */
import rateLimit from '@fastify/rate-limit';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Caller, StaffRole } from '../../gateway/actor.ts';
import { proposalRoutes } from '../../gateway/credentials/administration/proposal-routes.ts';
import { administrationRoutes } from '../../gateway/credentials/administration/routes.ts';
import { departmentRoutes } from '../../gateway/credentials/department-routes.ts';
import { paperRoutes } from '../../gateway/figures/paper-routes.ts';
import { figureRoutes } from '../../gateway/figures/routes.ts';
import { identityPlugin } from '../../gateway/identity/plugin.ts';
import { answerProblem } from '../../gateway/problem.ts';
import type { CityGround } from './city-ground.ts';

export type AdministrationGround = Awaited<ReturnType<typeof openAdministration>>;

/** A member of staff of a department. */
export const staff = (number: string, department: string, ...roles: readonly StaffRole[]): Caller => ({
  kind: 'staff',
  staff: number,
  department,
  roles,
  windows: [`${department}-W1`],
});

/** An administrator of a department. */
export const administrator = (number: string, department: string): Caller =>
  staff(number, department, 'administrator');

/** A department's system with all scopes. */
export const system = (department: string): Caller => ({
  kind: 'system',
  client: `${department.toLowerCase()}-counter`,
  department,
  scopes: ['ask', 'issue', 'status'],
});

type Call = {
  readonly by?: Caller;
  readonly body?: object | string;
  readonly type?: string;
  readonly from?: string;
};

export async function openAdministration(city: CityGround) {
  const { db, catalog, keys, clock, copy, credentials } = city;
  const { departmentKeys } = credentials;
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  await app.register(rateLimit, { global: false });
  const check = async (token: string) => ({
    caller: JSON.parse(Buffer.from(token, 'base64url').toString()),
    endsAt: clock.now().getTime() / 1000 + 900,
  });
  await app.register(identityPlugin({ tokens: { check } }));
  await app.register(departmentRoutes({ credentials, keys, clock, db, catalog }));
  await app.register(administrationRoutes({ db, catalog, clock, keys, departmentKeys }));
  await app.register(proposalRoutes({ db, catalog, clock, keys, departmentKeys }));
  await app.register(paperRoutes({ db, catalog, keys, clock }));
  await app.register(figureRoutes({ db, catalog, clock, copy, credentials }));
  await app.ready();
  return {
    /** What a route answers; a body makes it a POST. */
    call: async (url: string, { by, body, type = 'application/json', from = '192.0.2.1' }: Call = {}) => {
      const token = Buffer.from(JSON.stringify(by ?? {})).toString('base64url');
      const answer = await app.inject({
        method: body === undefined ? 'GET' : 'POST',
        url,
        remoteAddress: from,
        headers: {
          ...(by === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': type }),
        },
        ...(body === undefined ? {} : { payload: body }),
      });
      return { status: answer.statusCode, told: answer.json() };
    },
    close: () => app.close(),
  };
}
