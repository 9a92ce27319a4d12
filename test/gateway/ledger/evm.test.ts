/** Both ledgers on the EVM pass the one suite. */

import { ContractFactory } from 'ethers';
import hre from 'hardhat';
import { expect, test } from 'vitest';
import { interfaces } from '../../../gateway/ledger/abi.ts';
import { embeddedUnderTest, remoteUnderTest } from '../../support/ledgers.ts';
import { describeLedger } from './conformance.ts';

describeLedger('the embedded chain', embeddedUnderTest);
describeLedger('a chain behind JSON-RPC', remoteUnderTest);

test.each(Object.entries(interfaces))(
  'what is asked of %s is what the compiled register offers',
  async (name, asked) => {
    const { abi, bytecode } = await hre.artifacts.readArtifact(name);
    const compiled = new ContractFactory([...abi], bytecode).interface;
    const selectors = (known: typeof compiled): string[] =>
      known.fragments
        .filter(({ type }) => type !== 'constructor')
        .map((fragment) => `${fragment.type} ${fragment.format('sighash')}`);
    for (const selector of selectors(asked)) expect(selectors(compiled)).toContain(selector);
  },
);
