import sodium from 'libsodium-wrappers-sumo';

// The one wait: whoever imports cryptography gets it ready, and everything after is synchronous.
await sodium.ready;

export { sodium };
