import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Json, MeshObject } from '../core/mesh-object';

/** Who may do something at some pods. */
export interface AccessRule {
  readonly principals: readonly string[];
  /** Of what; all when there is none (`to.operation`). */
  readonly operations?: readonly Json[];
  /** Under which conditions (`when`). */
  readonly when?: readonly Json[];
}

export interface AccessProps {
  readonly name: string;
  readonly namespace: string;
  readonly selector: { readonly [name: string]: string };
  /** Asked for at synth. */
  readonly rules: () => readonly AccessRule[];
}

/** Lets in who has a rule, and nobody else (an AuthorizationPolicy that allows; without any rule nobody is let in). */
export function allowOnly(scope: Construct, id: string, props: AccessProps): MeshObject {
  return policy(scope, id, props, () => ({
    // A rule of nobody is one of everybody to Istio.
    rules: props.rules().filter(rule => rule.principals.length > 0)
      .map(({ principals, ...rest }) => ({ from: [{ source: { principals } }], ...asked(rest) })),
  }));
}

/** Keeps everybody else from what a rule is about, and says nothing of the rest: for pods that others share. */
export function keepOthersOut(scope: Construct, id: string, props: AccessProps): MeshObject {
  return policy(scope, id, props, () => ({
    action: 'DENY',
    rules: props.rules().map(({ principals, ...rest }) => ({
      from: principals.length > 0 ? [{ source: { notPrincipals: principals } }] : undefined,
      ...asked(rest),
    })),
  }));
}

function asked({ operations, when }: Omit<AccessRule, 'principals'>): Json {
  return { to: operations && operations.length > 0 ? operations.map(operation => ({ operation })) : undefined, when };
}

function policy(scope: Construct, id: string, { name, namespace, selector }: AccessProps, rest: () => Json): MeshObject {
  return new MeshObject(scope, id, {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    name,
    namespace,
    fields: { spec: Lazy.any({ produce: () => ({ selector: { matchLabels: selector }, ...rest() }) }) },
  });
}
