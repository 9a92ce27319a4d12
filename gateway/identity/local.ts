/** Whether a call comes from the gateway's own machine, as the operator's must. */
import type { FastifyRequest } from 'fastify';
import { CityError } from '../errors.ts';

/**
 * A connection from this machine has one address at both ends; one that a proxy passes on comes from elsewhere.
 * @throws CityError FORBIDDEN
 */
export function checkLocal({ socket, headers }: FastifyRequest): void {
  const isPassedOn = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  if (socket.remoteAddress !== socket.localAddress || isPassedOn) throw new CityError('FORBIDDEN');
}
