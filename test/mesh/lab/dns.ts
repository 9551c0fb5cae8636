import { createSocket } from 'node:dgram';
import packet, { type StringAnswer } from 'dns-packet';
import { GATEWAY } from './network.js';

/** What a name stands for: its addresses (of the cluster's, one cluster IP, or those behind a headless service), or another name. */
export type Zone = Map<string, readonly string[] | string>;
/** As many names may stand for one another as CoreDNS follows. */
const LONGEST_CHAIN = 8;

/** Names that are none of the cluster's, with their addresses: a scenario adds those of its servers outside. */
export const outsideNames: Zone = new Map();

/** Answers names of the cluster as its DNS would, and those outside; there is no other name in the lab. */
export function serveDns(zone: () => Zone): void {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const query = packet.decode(message);
    const questions = query.questions ?? [];
    const names = zone();
    const meaningOf = (name: string) => names.get(name.toLowerCase()) ?? outsideNames.get(name.toLowerCase());
    const known = questions.some(question => meaningOf(question.name) !== undefined);
    const answers = questions.flatMap(({ name, type }) => answersTo(name, type === 'A', meaningOf));
    const flags = packet.AUTHORITATIVE_ANSWER | packet.RECURSION_AVAILABLE | (known ? 0 : 3);
    socket.send(packet.encode({ type: 'response', id: query.id, flags, questions, answers }), from.port, from.address);
  });
  socket.bind(53, GATEWAY);
}

/** A name that stands for another is told with what is behind it, for whatever is asked: who asked need not ask again. */
function answersTo(name: string, addresses: boolean, meaningOf: (name: string) => readonly string[] | string | undefined, depth = 0): StringAnswer[] {
  const meaning = meaningOf(name) ?? [];
  if (typeof meaning !== 'string') {
    return addresses ? meaning.map(data => ({ type: 'A', name, ttl: 1, data })) : [];
  }
  const behind = depth < LONGEST_CHAIN ? answersTo(meaning, addresses, meaningOf, depth + 1) : [];
  return [{ type: 'CNAME', name, ttl: 1, data: meaning }, ...behind];
}
