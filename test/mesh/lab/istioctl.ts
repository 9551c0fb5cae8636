import { join } from 'node:path';
import { execa } from 'execa';
import { stringify } from 'yaml';
import type { Manifest } from './api.js';
import { parse } from './manifests.js';
import { HOME } from './processes.js';

/** Istio's own manifests of an installation profile, with values of its Helm charts. */
export async function profile(bin: string, name: string, values: HelmValues = {}): Promise<Manifest[]> {
  const { meshConfig, ...rest } = values;
  const operator = { apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator', spec: { profile: name, meshConfig, values: rest } };
  const { stdout } = await execa(join(bin, 'istioctl'), ['manifest', 'generate', '-f', '-'], { input: stringify(operator) });
  return parse(stdout);
}

/** What lets another control plane read this cluster: a Secret for it, with the rights of Istio's own reader. */
export async function remoteSecret(bin: string, cluster: string, server: string): Promise<Manifest> {
  const { stdout } = await execa(join(bin, 'istioctl'), ['create-remote-secret', '--kubeconfig', join(HOME, 'kubeconfig'), '--name', cluster, '--server', server]);
  return parse(stdout)[0];
}

export interface HelmValues { readonly [key: string]: any }

/** What `istioctl analyze` says: `<level> <code> <object>: <message>`. */
export async function analyze(bin: string, where: { readonly namespace: string } | { readonly files: readonly string[] }): Promise<string[]> {
  const args = 'files' in where
    ? ['--use-kube=false', '--all-namespaces', ...where.files]
    : ['--kubeconfig', join(HOME, 'kubeconfig'), '--namespace', where.namespace];
  // The answer tells all: the exit code says only whether something is an error.
  const { stdout, stderr } = await execa(join(bin, 'istioctl'), ['analyze', '--output', 'json', ...args], { reject: false, timeout: 60_000 });
  try {
    return (JSON.parse(stdout) as Message[]).map(({ level, code, origin, message }) => `${level} ${code} ${origin}: ${message}`);
  } catch {
    throw new Error(`istioctl analyze: ${stderr}`);
  }
}

interface Message { readonly level: string; readonly code: string; readonly origin: string; readonly message: string }
