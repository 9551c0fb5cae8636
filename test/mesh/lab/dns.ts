import { createSocket } from 'node:dgram';
import packet from 'dns-packet';
import { GATEWAY } from './network.js';

/** What a name of the cluster stands for: one cluster IP, or the addresses behind a headless service. */
export type Zone = Map<string, readonly string[]>;

/** Names that are none of the cluster's, with their addresses: a scenario adds those of its servers outside. */
export const outsideNames: Zone = new Map();

/** Answers names of the cluster as its DNS would, and those outside; there is no other name in the lab. */
export function serveDns(zone: () => Zone): void {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const query = packet.decode(message);
    const questions = query.questions ?? [];
    const names = zone();
    const addressesOf = (name: string) => names.get(name.toLowerCase()) ?? outsideNames.get(name.toLowerCase());
    const known = questions.some(question => addressesOf(question.name) !== undefined);
    const answers = questions.filter(question => question.type === 'A').flatMap(question =>
      (addressesOf(question.name) ?? []).map(data => ({ type: 'A' as const, name: question.name, ttl: 1, data })));
    const flags = packet.AUTHORITATIVE_ANSWER | packet.RECURSION_AVAILABLE | (known ? 0 : 3);
    socket.send(packet.encode({ type: 'response', id: query.id, flags, questions, answers }), from.port, from.address);
  });
  socket.bind(53, GATEWAY);
}
