/** What a task of the operator's command for faces is. */
import type { Config } from '../../gateway/config.ts';
import type { Option } from '../support/arguments.ts';
import type { Given, Output } from '../support/command.ts';
import { type Operator, openOperator } from '../support/operator.ts';

export type Asking = {
  readonly options: Given['options'];
  readonly config: Config;
  readonly out: Output;
};

export type Task = {
  readonly usage: string;
  /** Its own; `--help` lists those of all tasks. */
  readonly options: Readonly<Record<string, Option>>;
  /** Options without which it can't be done. */
  readonly needs: readonly string[];
  readonly run: (asking: Asking) => Promise<void>;
};

/** For tasks that ask the running gateway. */
export const gatewayOption: Readonly<Record<string, Option>> = {
  gateway: { type: 'string', value: 'url', help: 'the gateway (by HOST and PORT)' },
};

/** @throws where no gateway answers */
export const operatorFor = ({ options: { gateway }, config }: Asking): Promise<Operator> =>
  openOperator(config, typeof gateway === 'string' ? gateway : undefined);
