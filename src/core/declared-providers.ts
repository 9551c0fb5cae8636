import { IConstruct } from 'constructs';
import { show } from './errors';
import { ExtensionProvider } from './extension-provider';
import { MeshSettings } from './mesh-settings';

/** Makes the use of a provider that nobody declares an error: proxies would refuse requests, or leave them unseen. */
export function checkDeclared(owner: IConstruct, ...providers: ExtensionProvider[]): void {
  owner.node.addValidation({
    validate: () => providers.filter(provider => !MeshSettings.of(owner)._declares(provider)).map(({ providerName }) =>
      `uses extension provider ${show(providerName)}, which the mesh does not declare: add it by MeshSettings.of(...).addExtensionProviders, and install the control plane with its controlPlaneValues()`),
  });
}
