import { connect } from 'node:net';
import http from 'node:http';
import type { V1Container, V1Probe } from '@kubernetes/client-node';
import type { Container } from './container.js';

/** Runs one probe as the kubelet does: from the node, or inside the container. */
export async function probe(container: Container, probed: V1Probe, ip: string): Promise<boolean> {
  const seconds = probed.timeoutSeconds ?? 1;
  if (probed.exec) {
    return await container.exec(probed.exec.command ?? [], seconds) === 0;
  }
  if (probed.tcpSocket) {
    return await opens(ip, port(container.spec, probed.tcpSocket.port), seconds);
  }
  if (probed.httpGet) {
    const { path, httpHeaders } = probed.httpGet;
    const headers = Object.fromEntries((httpHeaders ?? []).map(({ name, value }) => [name, value]));
    return await answers(ip, port(container.spec, probed.httpGet.port), path ?? '/', headers, seconds);
  }
  return false;
}

function port(container: V1Container, value: number | string): number {
  return typeof value === 'number' ? value : container.ports!.find(one => one.name === value)!.containerPort;
}

function opens(host: string, number: number, seconds: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host, port: number, timeout: seconds * 1000 });
    const end = (result: boolean) => { socket.destroy(); resolve(result); };
    socket.once('connect', () => end(true)).once('error', () => end(false)).once('timeout', () => end(false));
  });
}

function answers(host: string, number: number, path: string, headers: Record<string, string>, seconds: number): Promise<boolean> {
  return new Promise(resolve => {
    const request = http.get({ host, port: number, path, headers, timeout: seconds * 1000, agent: false }, response => {
      response.resume();
      resolve(response.statusCode! >= 200 && response.statusCode! < 400);
    });
    request.once('error', () => resolve(false)).once('timeout', () => { request.destroy(); resolve(false); });
  });
}
