import type { QueryPacket, ResponseOutgoingPacket, ResponsePacket } from 'multicast-dns';

/** The parts of a packet that we read. */
export type Query = Pick<QueryPacket, 'questions'>;
export type Response = Pick<ResponsePacket, 'answers' | 'additionals'>;

/** The service under which Moot is found on a local network (DNS-SD, RFC 6763). */
export const SERVICE = '_moot._tcp.local';
/** A packet that fits into one Ethernet frame. */
export const PACKET_BYTES = 1400;

/** Tags in one packet: with everything else they stay below `PACKET_BYTES`. */
const TAGS_IN_PACKET = 24;
const RECORDS = 64;
const ADDRESSES = 8;
const LIFE_SECONDS = 120;
const ID = /^[A-Za-z0-9]{20,80}$/;
const TAG = /^[a-z2-7]{26}$/;

/** What a device says of itself on one interface. */
export interface Announcement {
  /** Its network id: a claim until a link proves it. */
  readonly id: string;
  readonly tags: readonly string[];
  readonly port: number;
  /** IP addresses, IPv6 without a zone. */
  readonly ips: readonly string[];
}

/** Gives the packets that carry an announcement; `instance` is its DNS label. */
export function announcementPackets(instance: string, announcement: Announcement): readonly ResponseOutgoingPacket[] {
  const { id, tags, port, ips } = announcement;
  const name = `${instance}.${SERVICE}`;
  const target = `${instance}.local`;
  const packets: ResponseOutgoingPacket[] = [];
  for (let from = 0; from < tags.length; from += TAGS_IN_PACKET) {
    const text = [`id=${id}`, ...tags.slice(from, from + TAGS_IN_PACKET).map((tag) => `tag=${tag}`)];
    packets.push({
      answers: [
        { type: 'PTR', name: SERVICE, ttl: LIFE_SECONDS, data: name },
        { type: 'SRV', name, ttl: LIFE_SECONDS, data: { port, target } },
        { type: 'TXT', name, ttl: LIFE_SECONDS, data: text },
        ...ips
          .slice(0, ADDRESSES)
          .map((ip) => ({ type: ip.includes(':') ? 'AAAA' : 'A', name: target, ttl: LIFE_SECONDS, data: ip }) as const),
      ],
    });
  }
  return packets;
}

/** Whether a query asks for Moot. */
export function asksForMoot(query: Query): boolean {
  const questions = query.questions ?? [];
  return questions.slice(0, RECORDS).some(({ name, type }) => type === 'PTR' && name.toLowerCase() === SERVICE);
}

/** Reads what a device says of itself; null where a packet says nothing of Moot, or not all of it, or says it wrongly. */
export function readAnnouncement(response: Response): Announcement | null {
  const records = [...(response.answers ?? []), ...(response.additionals ?? [])].slice(0, RECORDS);
  let port: number | undefined;
  let target: string | undefined;
  let id: string | undefined;
  const tags: string[] = [];
  for (const record of records) {
    if (record.type === 'SRV' && isOfMoot(record.name)) ({ port, target } = record.data);
    if (record.type !== 'TXT' || !isOfMoot(record.name)) continue;
    for (const item of [record.data].flat()) {
      const [key, value] = item.toString().split('=');
      if (key === 'id' && value !== undefined && ID.test(value)) id = value;
      if (key === 'tag' && value !== undefined && TAG.test(value) && tags.length < TAGS_IN_PACKET) tags.push(value);
    }
  }
  const ips = records.flatMap((record) => ((record.type === 'A' || record.type === 'AAAA') && record.name === target ? [record.data] : []));
  if (id === undefined || port === undefined || port === 0 || tags.length === 0 || ips.length === 0) return null;
  return { id, tags, port, ips: ips.slice(0, ADDRESSES) };
}

function isOfMoot(name: string): boolean {
  return name.toLowerCase().endsWith(`.${SERVICE}`);
}
