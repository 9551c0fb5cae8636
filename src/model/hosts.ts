/** A host as Istio reads it in an object of a namespace: a name without dots is of a service beside it, every other one is whole. */
export function qualifiedHost(host: string, namespace: string, clusterDomain: string): string {
  return host.includes('.') || host === '' || host.startsWith('*') ? host : `${host}.${namespace}.svc.${clusterDomain}`;
}

/** Whether a host, which may begin with a wildcard, is meant by a pattern, which may too. */
export function hostWithin(host: string, pattern: string): boolean {
  if (pattern === '*' || host === pattern) {
    return true;
  }
  return pattern.startsWith('*') && host.replace(/^\*/, '').endsWith(pattern.slice(1));
}

/** Whether two hosts, either of which may begin with a wildcard, have a name in common. */
export function hostsOverlap(one: string, other: string): boolean {
  return hostWithin(one, other) || hostWithin(other, one);
}

/** The service that a host of the cluster is; nothing for any other host. */
export function serviceOfHost(host: string, clusterDomain: string): { readonly name: string; readonly namespace: string } | undefined {
  const suffix = `.svc.${clusterDomain}`;
  if (!host.endsWith(suffix)) {
    return undefined;
  }
  const [name, namespace, ...rest] = host.slice(0, -suffix.length).split('.');
  return namespace === undefined || rest.length > 0 || name === '*' ? undefined : { name, namespace };
}

/** Finds by the most specific of patterns: the host itself, then the longest wildcard. */
export class HostMap<T> {
  private readonly exact = new Map<string, T>();
  private readonly wildcards = new Map<string, T>();
  /** Lengths of the wildcards, the longest first. */
  private lengths: number[] = [];

  /** What stands for a pattern itself. */
  public get(pattern: string): T | undefined {
    return (pattern.startsWith('*') ? this.wildcards : this.exact).get(pattern);
  }

  /** Sets what stands for a pattern. */
  public set(pattern: string, value: T): void {
    if (!pattern.startsWith('*')) {
      this.exact.set(pattern, value);
    } else {
      this.wildcards.set(pattern, value);
      if (!this.lengths.includes(pattern.length)) {
        this.lengths = [...this.lengths, pattern.length].sort((a, b) => b - a);
      }
    }
  }

  /** What stands for the most specific pattern that means a host. */
  public find(host: string): T | undefined {
    return this.get(host) ?? this.under(host);
  }

  private under(host: string): T | undefined {
    for (const length of this.lengths) {
      // A wildcard stands for one character at least.
      const found = host.length >= length ? this.wildcards.get(`*${host.slice(host.length - length + 1)}`) : undefined;
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }
}
