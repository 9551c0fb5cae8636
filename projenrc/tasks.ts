import { cdk8s } from 'projen';
import { configureBench } from './bench';
import { configureDocs } from './docs';
import { configureExamples } from './examples';
import { configureImports } from './imports';
import { configureMesh } from './mesh';
import { configureMutation } from './mutation';
import { configureRules } from './rules';
import { configureSchemas } from './schemas';

/** What projen's construct library does not know: the top-level imports/ and this project's own tasks. */
export function configureProject(project: cdk8s.ConstructLibraryCdk8s): void {
  project.package.addField('types', 'lib/src/index.d.ts');
  ['/bench/', '/docs/', '/examples/', '/.ci/', '/CONTRIBUTING.md'].forEach(path => project.npmignore!.exclude(path));
  configureImports(project);
  configureDocs(project);
  configureMesh(project);
  configureMutation(project);
  configureSchemas(project);
  configureRules(project);
  configureBench(project);
  configureExamples(project);
}
