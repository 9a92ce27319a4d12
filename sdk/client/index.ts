/** The client: proofs asked for, waited for and fetched. */
export {
  CityClient,
  type CityClientOptions,
  type Expectation,
  ProofRequestHandle,
  type ProofWish,
} from './client.ts';
export type { Fetch } from './http.ts';
export { CityProblem } from './problem.ts';
