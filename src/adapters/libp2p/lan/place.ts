import { BlockList } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import { addressOf, type Interfaces, isLinkLocalIPv6, viaOf } from '../addresses.ts';

/** One address of one interface, at which we speak multicast: with all IPv4 neighbours of its subnet, or all IPv6 neighbours of its link. */
export interface Place {
  readonly name: string;
  /** What stands behind the % in its link-local IPv6 addresses. */
  readonly zone: string;
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  /** All addresses of that interface. */
  readonly addresses: readonly NetworkInterfaceInfo[];
  /** Whether a packet from this source has come by this interface: every socket hears what comes by any. */
  covers(source: string): boolean;
}

const PLACES = 16;

/** Gives the places at which to speak: each IPv4 address, and the first link-local IPv6 address of each interface; of the loopback only IPv4. */
export function placesOf(interfaces: Interfaces): readonly Place[] {
  const places: Place[] = [];
  for (const [name, addresses = []] of Object.entries(interfaces)) {
    const local = addresses.find(({ address, internal }) => !internal && isLinkLocalIPv6(address));
    const zone = process.platform === 'win32' && local?.family === 'IPv6' ? String(local.scopeid) : name;
    for (const info of addresses) {
      if (info.family === 'IPv4') places.push({ name, zone, address: info.address, family: 'IPv4', addresses, covers: inSubnet(info) });
    }
    if (local === undefined) continue;
    const covers = (source: string): boolean => isLinkLocalIPv6(source) && source.endsWith(`%${zone}`);
    places.push({ name, zone, address: local.address, family: 'IPv6', addresses, covers });
  }
  return places.slice(0, PLACES);
}

/**
 * Gives the address to dial for an IP address that was announced at a place, or null where it makes no sense there: loopback is believed only
 * of ourselves, and a public address only of a neighbour's own subnet, so that nobody sends us to a third party.
 */
export function dialAddress(place: Place, ip: string, port: number, id: string): string | null {
  const via = viaOf(ip);
  if (via === 'here' && !place.covers(ip)) return null;
  if (via === 'internet' && !place.covers(ip)) return null;
  const host = isLinkLocalIPv6(ip) ? `${ip}%${place.zone}` : ip;
  return `${addressOf({ host, port })}/p2p/${id}`;
}

function inSubnet(info: NetworkInterfaceInfo): (source: string) => boolean {
  const subnet = new BlockList();
  const bits = Number(info.cidr?.split('/')[1] ?? 32);
  subnet.addSubnet(info.address, bits, 'ipv4');
  return (source) => !source.includes(':') && subnet.check(source, 'ipv4');
}
