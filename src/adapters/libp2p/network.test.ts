import { randomBytes } from 'node:crypto';
import { networkContract } from '../../ports/network.contract.ts';
import { openNetwork } from './network.ts';

networkContract('libp2p', () => ({
  open: (user) => openNetwork({ seed: randomBytes(32), listen: ['/ip4/127.0.0.1/tcp/0'], port: 0, lan: false }, user),
}));
