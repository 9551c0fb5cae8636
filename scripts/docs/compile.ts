import * as path from 'node:path';
import * as ts from 'typescript';
import { Program } from './page';

export const ROOT = path.join(__dirname, '..', '..');
const INDEX = path.join(ROOT, 'src', 'index.ts');

/** The modules whose names a guide's snippets may use without an import, each by what it is. */
const AMBIENT: { readonly [module: string]: readonly string[] | 'all' } = {
  'cdk8s': ['ApiObject', 'App', 'Chart', 'Duration', 'Helm', 'Include', 'JsonPatch', 'Size', 'Yaml'],
  'constructs': ['Construct'],
  'cdk8s-istio': 'all',
};

/** The compiler's view of this package's sources, shared by all snippets. */
export class Compiler {
  private readonly texts = new Map<string, string>();
  private readonly options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    strict: true,
    esModuleInterop: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    baseUrl: ROOT,
    paths: { 'cdk8s-istio': ['src/index.ts'] },
  };
  private readonly names: readonly string[];
  private readonly api: ts.Program;

  /** @param index the entry of the public API */
  constructor(private readonly index = INDEX) {
    this.api = ts.createProgram([index], this.options);
    this.names = this.exports().map(symbol => symbol.name);
  }

  /** The public API of this package, without the raw types. */
  public exports(): ts.Symbol[] {
    const checker = this.api.getTypeChecker();
    const index = checker.getSymbolAtLocation(this.api.getSourceFile(this.index)!)!;
    return checker.getExportsOfModule(index)
      .map(symbol => symbol.declarations?.some(ts.isExportSpecifier) ? checker.getAliasedSymbol(symbol) : symbol)
      .filter(symbol => symbol.declarations?.some(one => one.getSourceFile().fileName.startsWith(path.dirname(this.index))));
  }

  public get checker(): ts.TypeChecker {
    return this.api.getTypeChecker();
  }

  /** What is wrong with programs, each with its page and line; the programs as JavaScript. */
  public compile(programs: readonly Program[]): { problems: string[]; scripts: Map<Program, string> } {
    const fileOf = (index: number) => path.join(ROOT, 'docs', `__snippet-${index}.ts`);
    const codes = programs.map(program => this.withImports(program.code));
    codes.forEach((code, index) => this.texts.set(fileOf(index), code));
    const host = ts.createCompilerHost(this.options);
    const { readFile, fileExists, getSourceFile } = host;
    host.readFile = name => this.texts.get(path.normalize(name)) ?? readFile(name);
    host.fileExists = name => this.texts.has(path.normalize(name)) || fileExists(name);
    host.getSourceFile = (name, ...rest) => {
      const text = this.texts.get(path.normalize(name));
      if (text !== undefined) {
        return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
      }
      // Parsed once: the sources and the raw types are large.
      return this.api.getSourceFile(name) ?? getSourceFile(name, ...rest);
    };
    const whole = ts.createProgram(programs.map((_, index) => fileOf(index)), this.options, host);
    const problems = programs.flatMap((program, index) => {
      const file = whole.getSourceFile(fileOf(index))!;
      return [...whole.getSyntacticDiagnostics(file), ...whole.getSemanticDiagnostics(file)].map(({ messageText, start }) => {
        const at = file.getLineAndCharacterOfPosition(start ?? 0).line;
        const where = file.text.split('\n')[at].trim();
        return `${program.page}:${program.line}: snippet does not compile: ${ts.flattenDiagnosticMessageText(messageText, '\n')}\n    ${where}`;
      });
    });
    const script = (code: string) => ts.transpileModule(code, { compilerOptions: this.options }).outputText;
    const scripts = new Map(programs.map((program, index) => [program, script(codes[index])]));
    return { problems, scripts };
  }

  /** A snippet that imports says all that it uses, as a reader would copy it; the others get the usual names. */
  private withImports(code: string): string {
    if (/^import /m.test(code)) {
      return code;
    }
    const imports = Object.entries(AMBIENT).map(([module, names]) => `import { ${(names === 'all' ? this.names : names).join(', ')} } from '${module}';`);
    return `${imports.join(' ')} import * as kplus from 'cdk8s-plus-27';\n${code}`;
  }
}
