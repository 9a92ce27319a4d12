#!/usr/bin/env node
/** The command: verifies a proof offline, or writes a trust file from a ledger. */
import { runCityVerify } from './command.ts';

process.exitCode = await runCityVerify(process.argv.slice(2));
