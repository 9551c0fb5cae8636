import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from './api.js';
import { sh } from './network.js';
import { HOME } from './processes.js';

export interface Certificate {
  /** Files, for a client. */
  readonly certificate: string;
  readonly key: string;
}

/** An authority of a scenario's own, by openssl. */
export class Authority {
  public readonly certificate: string;

  private constructor(private readonly folder: string) {
    this.certificate = join(folder, 'ca.crt');
  }

  public static async create(name: string): Promise<Authority> {
    const folder = join(HOME, 'authorities', name);
    await mkdir(folder, { recursive: true });
    await sh(`openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj '/CN=${name}' -keyout ${folder}/ca.key -out ${folder}/ca.crt 2>/dev/null`);
    return new Authority(folder);
  }

  public async issue(host: string): Promise<Certificate> {
    const base = join(this.folder, host);
    await sh(`
      openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj '/CN=${host}' -keyout ${base}.key -out ${base}.csr 2>/dev/null
      echo 'subjectAltName=DNS:${host}' > ${base}.ext
      openssl x509 -req -in ${base}.csr -CA ${this.folder}/ca.crt -CAkey ${this.folder}/ca.key -CAcreateserial -days 1 -extfile ${base}.ext -out ${base}.crt 2>/dev/null
    `);
    return { certificate: `${base}.crt`, key: `${base}.key` };
  }

  /** An authority below this one, as the files of the Secret `cacerts`, from which an istiod takes its own. */
  public async plugIn(name: string): Promise<Record<string, string>> {
    const base = join(this.folder, name);
    await sh(`
      openssl req -newkey rsa:2048 -nodes -subj '/CN=${name}' -keyout ${base}.pem -out ${base}.csr 2>/dev/null
      openssl rsa -in ${base}.pem -out ${base}.key 2>/dev/null
      printf 'basicConstraints=critical,CA:true\\nkeyUsage=critical,digitalSignature,keyCertSign,cRLSign\\n' > ${base}.ext
      openssl x509 -req -in ${base}.csr -CA ${this.certificate} -CAkey ${this.folder}/ca.key -CAcreateserial -days 2 -extfile ${base}.ext -out ${base}.crt 2>/dev/null
    `);
    const [certificate, key, root] = await Promise.all([`${base}.crt`, `${base}.key`, this.certificate].map(file => readFile(file, 'utf8')));
    return { 'ca-cert.pem': certificate, 'ca-key.pem': key, 'cert-chain.pem': certificate + root, 'root-cert.pem': root };
  }

  /** The Secret with a certificate for a host, and this authority for the certificates of clients. */
  public async secret(name: string, namespace: string, host: string): Promise<Manifest> {
    const { certificate, key } = await this.issue(host);
    const read = (file: string) => readFile(file, 'utf8');
    const stringData = { 'tls.crt': await read(certificate), 'tls.key': await read(key), 'ca.crt': await read(this.certificate) };
    return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type: 'kubernetes.io/tls', stringData };
  }
}
