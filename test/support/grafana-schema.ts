import { join } from 'node:path';
import * as ts from 'typescript';

/**
 * What Grafana's own schema has against a dashboard. Grafana publishes its schema as types (@grafana/grafana-foundation-sdk); JSON is held against them here: a field
 * that they do not know, one that is missing and a value of another type or outside of an enumeration is a problem each.
 */
export function dashboardProblems(dashboard: unknown): string[] {
  const { panels = [], ...rest } = dashboard as { panels?: { [key: string]: any }[] };
  const problems = problemsOf(typeNamed('dashboard', 'Dashboard'), rest, 'dashboard');
  panels.forEach((panel, index) => {
    const at = `panels[${index}]`;
    if (panel.type === 'row') {
      problems.push(...problemsOf(typeNamed('dashboard', 'RowPanel'), panel, at));
      return;
    }
    const { targets, options, fieldConfig, ...general } = panel;
    const { custom, ...defaults } = fieldConfig.defaults;
    problems.push(
      ...problemsOf(typeNamed('dashboard', 'Panel'), { ...general, fieldConfig: { ...fieldConfig, defaults } }, at),
      ...problemsOf(typeNamed(panel.type, 'Options'), options, `${at}.options`),
      ...(custom === undefined ? [] : problemsOf(typeNamed(panel.type, 'FieldConfig'), custom, `${at}.fieldConfig.defaults.custom`)),
      ...(targets as unknown[]).flatMap((target, place) => problemsOf(typeNamed('prometheus', 'Dataquery'), target, `${at}.targets[${place}]`)),
    );
  });
  return problems;
}

const MODULES = ['dashboard', 'prometheus', 'stat', 'timeseries'];
const ROOT = join(__dirname, '..', '..', 'node_modules', '@grafana', 'grafana-foundation-sdk', 'dist');
let loaded: { checker: ts.TypeChecker; files: Map<string, ts.SourceFile> } | undefined;

/** The compiler's flags are bits of a number. */
function has(flags: number, ...wanted: number[]): boolean {
  // eslint-disable-next-line no-bitwise
  return wanted.some(flag => (flags & flag) !== 0);
}

function load() {
  if (!loaded) {
    const path = (module: string) => join(ROOT, module, 'types.gen.d.ts');
    const program = ts.createProgram(MODULES.map(path), { strict: true, noLib: false, lib: ['lib.es2022.d.ts'], types: [], skipLibCheck: true });
    loaded = { checker: program.getTypeChecker(), files: new Map(MODULES.map(module => [module, program.getSourceFile(path(module))!])) };
  }
  return loaded;
}

function typeNamed(module: string, name: string): ts.Type {
  const { checker, files } = load();
  const file = files.get(module);
  const symbol = file && checker.getExportsOfModule(checker.getSymbolAtLocation(file)!).find(one => one.name === name);
  if (!symbol) {
    throw new Error(`Grafana's schema has no ${name} in ${module}: add it to MODULES, or correct the panel's type`);
  }
  return checker.getDeclaredTypeOfSymbol(symbol);
}

function problemsOf(type: ts.Type, value: unknown, at: string): string[] {
  const { checker } = load();
  if (has(type.flags, ts.TypeFlags.Any, ts.TypeFlags.Unknown)) {
    return [];
  }
  if (type.isUnion()) {
    const tries = type.types.filter(one => !has(one.flags, ts.TypeFlags.Undefined)).map(one => problemsOf(one, value, at));
    return tries.find(problems => problems.length === 0) ?? (tries.length > 6 ? [`${at}: ${JSON.stringify(value)} is none of ${checker.typeToString(type)}`] : shortest(tries));
  }
  if (type.isIntersection()) {
    return type.types.flatMap(one => problemsOf(one, value, at));
  }
  const is = (fits: boolean) => fits ? [] : [`${at}: ${JSON.stringify(value)} is no ${checker.typeToString(type)}`];
  if (type.isLiteral()) {
    return is(value === type.value);
  }
  if (has(type.flags, ts.TypeFlags.BooleanLiteral)) {
    return is(String(value) === checker.typeToString(type));
  }
  if (has(type.flags, ts.TypeFlags.Null, ts.TypeFlags.Undefined)) {
    return is(has(type.flags, ts.TypeFlags.Null) ? value === null : value === undefined);
  }
  for (const [flag, name] of [[ts.TypeFlags.String, 'string'], [ts.TypeFlags.Number, 'number'], [ts.TypeFlags.Boolean, 'boolean']] as const) {
    if (has(type.flags, flag)) {
      return is(typeof value === name);
    }
  }
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference);
    return Array.isArray(value) ? value.flatMap((one, index) => problemsOf(item, one, `${at}[${index}]`)) : is(false);
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? problemsOfObject(type, value as { [key: string]: unknown }, at) : is(false);
}

function problemsOfObject(type: ts.Type, value: { [key: string]: unknown }, at: string): string[] {
  const { checker } = load();
  const index = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  // The methods of builders are no fields.
  const fields = new Map(checker.getPropertiesOfType(type).filter(one => !has(one.flags, ts.SymbolFlags.Method)).map(one => [one.name, one]));
  const unknown = index ? [] : Object.keys(value).filter(key => !fields.has(key)).map(key => `${at}.${key}: no such field in ${checker.typeToString(type)}`);
  const missing = [...fields.values()].filter(one => !has(one.flags, ts.SymbolFlags.Optional) && value[one.name] === undefined).map(one => `${at}.${one.name}: required`);
  const wrong = Object.entries(value).flatMap(([key, child]) => {
    const field = fields.get(key);
    return child === undefined ? [] : field ? problemsOf(checker.getTypeOfSymbol(field), child, `${at}.${key}`) : index ? problemsOf(index, child, `${at}.${key}`) : [];
  });
  return [...unknown, ...missing, ...wrong];
}

function shortest(tries: string[][]): string[] {
  return tries.reduce((best, one) => one.length < best.length ? one : best);
}
