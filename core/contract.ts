/**
 * The one contract of the store host. Served over MessagePort, WebSocket and HTTP alike; over HTTP procedure
 * `area.verb` is `POST /api/area/verb` with its input as JSON. Pure: screens and tests import it for its types.
 */
import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { drawerContract, transactionsContract } from './counter/contract.ts';
import { customersContract } from './customer/contract.ts';
import { benchContract } from './devices/bench-contract.ts';
import { devicesContract } from './devices/contract.ts';
import { countersContract, queueContract } from './queue/contract.ts';
import { accountsContract } from './session/accounts-contract.ts';
import { sessionContract, stationsContract } from './session/contract.ts';
import { storeContract } from './store/contract.ts';

export const contract = {
  store: storeContract,
  session: sessionContract,
  stations: stationsContract,
  accounts: accountsContract,
  counters: countersContract,
  queue: queueContract,
  devices: devicesContract,
  bench: benchContract,
  customers: customersContract,
  transactions: transactionsContract,
  drawer: drawerContract,
};

export type Contract = typeof contract;
export type Inputs = InferContractRouterInputs<Contract>;
export type Outputs = InferContractRouterOutputs<Contract>;
