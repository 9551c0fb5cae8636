/** What the model reads of the Gateway API's kinds, spelled as they are. Everything may be missing. */
export interface ObjectRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly sectionName?: string;
}

export interface LabelSelector {
  readonly matchLabels?: { readonly [name: string]: string };
  readonly matchExpressions?: readonly { readonly key?: string; readonly operator?: string; readonly values?: readonly string[] }[];
}

export interface Listener {
  readonly name?: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly hostname?: string;
  readonly tls?: { readonly mode?: string; readonly certificateRefs?: readonly ObjectRef[]; readonly options?: { readonly [name: string]: string } };
  readonly allowedRoutes?: {
    readonly namespaces?: { readonly from?: string; readonly selector?: LabelSelector };
    readonly kinds?: readonly { readonly group?: string; readonly kind?: string }[];
  };
}

export interface K8sGatewaySpec {
  readonly gatewayClassName?: string;
  readonly listeners?: readonly Listener[];
}

export interface RouteRule {
  readonly backendRefs?: readonly ObjectRef[];
  readonly filters?: readonly { readonly type?: string; readonly requestMirror?: { readonly backendRef?: ObjectRef } }[];
}

export interface RouteSpec {
  readonly parentRefs?: readonly ObjectRef[];
  readonly hostnames?: readonly string[];
  readonly rules?: readonly RouteRule[];
}

export interface ReferenceGrantSpec {
  readonly from?: readonly { readonly group?: string; readonly kind?: string; readonly namespace?: string }[];
  readonly to?: readonly { readonly group?: string; readonly kind?: string; readonly name?: string }[];
}
