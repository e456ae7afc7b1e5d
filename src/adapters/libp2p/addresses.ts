import type { NetworkInterfaceInfo } from 'node:os';
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr';
import type { Via } from '../../ports/network.ts';

/** What `os.networkInterfaces` gives. */
export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** Where we listen: an IP address, all zeros for every interface. */
export interface Listening {
  readonly host: string;
  readonly port: number;
}

/** An address that can be dialled, taken apart. */
export interface Target {
  readonly address: Multiaddr;
  readonly peer: string;
  readonly host: string;
}

/** More than this is of no help to anybody who tries them one after another. */
const ADDRESSES = 16;
const ADDRESS_LENGTH = 400;
const HOST_PARTS = ['ip4', 'ip6', 'dns', 'dns4', 'dns6'];

/** Takes apart `/ip4/…/tcp/…/p2p/…` (or ip6, with or without ip6zone, or a DNS name); null where the text is anything else. */
export function targetOf(text: string): Target | null {
  if (text.length > ADDRESS_LENGTH) return null;
  try {
    const address = multiaddr(text);
    const parts = address.getComponents();
    const zone = parts[0]?.name === 'ip6zone' ? parts.shift()?.value : undefined;
    const [host, tcp, peer] = parts;
    if (parts.length !== 3 || host?.value === undefined || !HOST_PARTS.includes(host.name)) return null;
    if (tcp?.name !== 'tcp' || tcp.value === '0' || peer?.name !== 'p2p' || peer.value === undefined) return null;
    return { address, peer: peer.value, host: zone === undefined ? host.value : `${host.value}%${zone}` };
  } catch {
    return null;
  }
}

/** Takes apart a multiaddr to listen on; null where it is anything but `/ip4/…/tcp/…` or `/ip6/…/tcp/…`. */
export function listeningOf(text: string): Listening | null {
  try {
    const [host, tcp, ...rest] = multiaddr(text).getComponents();
    if (host?.value === undefined || (host.name !== 'ip4' && host.name !== 'ip6')) return null;
    if (tcp?.name !== 'tcp' || rest.length > 0) return null;
    return { host: host.value, port: Number(tcp.value) };
  } catch {
    return null;
  }
}

/** Gives the multiaddr of an IP address and port; `host` may carry a zone (`fe80::1%eth0`). */
export function addressOf({ host, port }: Listening): string {
  if (!host.includes(':')) return `/ip4/${host}/tcp/${port}`;
  const [ip, zone] = host.split('%');
  return `${zone === undefined ? '' : `/ip6zone/${zone}`}/ip6/${ip}/tcp/${port}`;
}

/**
 * Gives the addresses at which others reach us, each with our network id: loopback only where there is nothing else, and no link-local IPv6,
 * since that means nothing without the name of the other's own interface.
 */
export function ownAddresses(listening: readonly Listening[], interfaces: Interfaces, self: string): readonly string[] {
  const here: string[] = [];
  const elsewhere: string[] = [];
  for (const { host, port } of listening) {
    for (const ip of reachable(host, Object.values(interfaces).flat())) {
      if (isLinkLocalIPv6(ip)) continue;
      (viaOf(ip) === 'here' ? here : elsewhere).push(`${addressOf({ host: ip, port })}/p2p/${self}`);
    }
  }
  return [...new Set(elsewhere.length > 0 ? elsewhere : here)].slice(0, ADDRESSES);
}

/** Gives those IP addresses of these interfaces at which somebody is heard who listens on `host`. */
export function reachable(host: string, interfaces: readonly (NetworkInterfaceInfo | undefined)[]): readonly string[] {
  const ips = interfaces.flatMap((one) => (one === undefined ? [] : [one.address]));
  if (host === '0.0.0.0') return ips.filter((ip) => !ip.includes(':'));
  if (host === '::') return ips.filter((ip) => ip.includes(':'));
  return ips.includes(host) || viaOf(host) === 'here' ? [host] : [];
}

/**
 * Tells how one gets to an IP address: loopback or an address of our own, a private or link-local range (RFC 1918, 3927, 4193, 4291, 6598), or
 * the Internet.
 */
export function viaOf(host: string, own: Interfaces = {}): Via {
  const ip = host.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  if (/^127\./.test(ip) || ip === '::1') return 'here';
  if (Object.values(own).some((addresses) => addresses?.some(({ address }) => address === ip))) return 'here';
  if (/^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(ip)) return 'lan';
  if (isLinkLocalIPv6(ip) || /^f[cd][0-9a-f]{2}:/.test(ip)) return 'lan';
  return 'internet';
}

/** Gives the IP address or DNS name in a multiaddr, without its zone; empty if it has none. */
export function hostOf(address: Multiaddr): string {
  return address.getComponents().find((part) => HOST_PARTS.includes(part.name))?.value ?? '';
}

/** Whether an IPv6 address is link-local, fe80::/10. */
export function isLinkLocalIPv6(ip: string): boolean {
  return /^fe[89ab][0-9a-f]:/i.test(ip);
}
