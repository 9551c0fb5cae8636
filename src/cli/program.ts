/** What `lib/program.js` has, the one file into which a build puts all that judges: the program itself, and what checks at synth and the plugin take from it. */
export { main } from './main';
export { readInput } from './input';
export { idleText } from '../check/acknowledgement';
export { checkMesh } from '../check/check-mesh';
export { checkTexts } from '../check/check-texts';
export { objectText, pathText } from '../check/finding';
export { othersOf, ruleFailed, sentenceOf, unreadable, whereIs } from '../check/located-finding';
export { RULES } from '../check/rules';
export { isRule, severitiesProblem } from '../check/severities';
export { isObject } from '../manifests/manifest';
export { manifestOf } from '../manifests/read-manifests';
export { Mesh } from '../model/mesh';
