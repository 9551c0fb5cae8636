// Written by `npx projen import` from imports/sources.json; do not edit.
export * as networking from './networking.istio.io';
export * as security from './security.istio.io';
export * as telemetry from './telemetry.istio.io';
export * as extensions from './extensions.istio.io';
export * as gatewayapi from './gateway.networking.k8s.io';
export * as certmanager from './cert-manager.io';
export * as acme from './acme.cert-manager.io';
export * as argorollouts from './argoproj.io';
export * as flagger from './flagger.app';
