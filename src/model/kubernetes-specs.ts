import { JsonObject } from '../manifests/manifest';

/** What the model reads of Kubernetes' own kinds, spelled as they are. Everything may be missing. */
export interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly clusterIPs?: readonly string[];
  readonly externalIPs?: readonly string[];
  readonly ipFamilies?: readonly string[];
  readonly ipFamilyPolicy?: string;
  readonly externalTrafficPolicy?: string;
  readonly healthCheckNodePort?: number;
  readonly sessionAffinity?: string;
  readonly sessionAffinityConfig?: JsonObject;
  readonly loadBalancerClass?: string;
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly allocateLoadBalancerNodePorts?: boolean;
  readonly externalName?: string;
  readonly selector?: { readonly [name: string]: string };
  readonly ports?: readonly {
    readonly name?: string;
    readonly port?: number;
    readonly targetPort?: number | string;
    readonly protocol?: string;
    readonly appProtocol?: string;
    readonly nodePort?: number;
  }[];
}

export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly env?: readonly { readonly name?: string; readonly value?: string; readonly valueFrom?: JsonObject }[];
  readonly ports?: readonly { readonly name?: string; readonly containerPort?: number; readonly hostPort?: number; readonly protocol?: string }[];
  readonly securityContext?: { readonly runAsUser?: number; readonly runAsGroup?: number };
  readonly lifecycle?: JsonObject & { readonly postStart?: Hook; readonly preStop?: Hook };
  readonly restartPolicy?: string;
  readonly volumeMounts?: readonly VolumeMount[];
  readonly volumeDevices?: readonly { readonly name?: string }[];
  readonly resources?: Resources;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
}

export interface VolumeMount {
  readonly name?: string;
  readonly subPath?: string;
  readonly subPathExpr?: string;
  readonly readOnly?: boolean;
  readonly recursiveReadOnly?: string;
  readonly mountPropagation?: string;
}

interface Hook {
  readonly sleep?: { readonly seconds?: number };
}

interface Probe {
  readonly successThreshold?: number;
  readonly terminationGracePeriodSeconds?: number;
}

export interface Resources {
  readonly requests?: Amounts;
  readonly limits?: Amounts;
}

/** Quantities, by the name of the resource. */
export interface Amounts {
  readonly [resource: string]: string | number;
}

export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly hostNetwork?: boolean;
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly { readonly name?: string }[];
  readonly restartPolicy?: string;
  readonly securityContext?: { readonly runAsUser?: number; readonly runAsGroup?: number };
  readonly terminationGracePeriodSeconds?: number;
  readonly overhead?: Amounts;
  readonly hostAliases?: readonly { readonly ip?: string }[];
  readonly dnsPolicy?: string;
  readonly dnsConfig?: { readonly nameservers?: readonly string[]; readonly searches?: readonly string[] };
}
