import { createSocket } from 'node:dgram';
import packet from 'dns-packet';
import { GATEWAY } from './network.js';

/** What a name of the cluster stands for: one cluster IP, or the addresses behind a headless service. */
export type Zone = Map<string, readonly string[]>;

/** Answers names of the cluster as its DNS would; there is no other name in the lab. */
export function serveDns(zone: () => Zone): void {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const query = packet.decode(message);
    const questions = query.questions ?? [];
    const names = zone();
    const known = questions.some(question => names.has(question.name.toLowerCase()));
    const answers = questions.filter(question => question.type === 'A').flatMap(question =>
      (names.get(question.name.toLowerCase()) ?? []).map(data => ({ type: 'A' as const, name: question.name, ttl: 1, data })));
    const flags = packet.AUTHORITATIVE_ANSWER | packet.RECURSION_AVAILABLE | (known ? 0 : 3);
    socket.send(packet.encode({ type: 'response', id: query.id, flags, questions, answers }), from.port, from.address);
  });
  socket.bind(53, GATEWAY);
}
