import { join } from 'node:path';
import { execa } from 'execa';
import type { Manifest } from './api.js';
import { parse } from './manifests.js';
import { HOME } from './processes.js';

/** Istio's own manifests of an installation profile. */
export async function profile(bin: string, name: string): Promise<Manifest[]> {
  const { stdout } = await execa(join(bin, 'istioctl'), ['manifest', 'generate', '--set', `profile=${name}`]);
  return parse(stdout);
}

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
