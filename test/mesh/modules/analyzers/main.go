// Lets the analyzers of `istioctl analyze` judge files, in many cases one after the other, and all of them: objects that istioctl leaves to a
// cluster (Namespaces, Nodes, Pods, Secrets, Services) are read from the files too, as Istio's own tests of its analyzers do.
//
//	analyzers cases ISTIO   the codes of all messages and the cases of the analyzers' own tests, from the folder of the module istio.io/istio
//	analyzers judge         cases on stdin, what is said of each on stdout
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"

	"istio.io/istio/pkg/config/analysis/analyzers"
	"istio.io/istio/pkg/config/analysis/local"
	"istio.io/istio/pkg/log"
)

// A case: files, and the configuration of the mesh.
type judged struct {
	Files        []string `json:"files"`
	MeshConfig   string   `json:"meshConfig,omitempty"`
	MeshNetworks string   `json:"meshNetworks,omitempty"`
}

// A case of Istio's own tests.
type tested struct {
	judged
	Name     string     `json:"name"`
	Expected []expected `json:"expected"`
}

// The codes of all messages by the names of their types, and the cases.
type tests struct {
	Codes map[string]string `json:"codes"`
	Cases []tested          `json:"cases"`
}

type expected struct {
	Code   string `json:"code"`
	Origin string `json:"origin"`
}

type message struct {
	Analyzer string `json:"analyzer"`
	Code     string `json:"code"`
	Level    string `json:"level"`
	Origin   string `json:"origin"`
	Message  string `json:"message"`
}

type verdict struct {
	Messages []message `json:"messages"`
	// What could not be read.
	Unread string `json:"unread,omitempty"`
}

func main() {
	// Istio logs to the standard output, where the answer goes.
	options := log.DefaultOptions()
	options.OutputPaths = []string{"stderr"}
	err := log.Configure(options)
	if err != nil {
		panic(err)
	}
	var answer any
	switch {
	case len(os.Args) == 3 && os.Args[1] == "cases":
		answer, err = testedCases(os.Args[2])
	case len(os.Args) == 2 && os.Args[1] == "judge":
		answer, err = judgeAll()
	default:
		err = fmt.Errorf("usage: analyzers cases ISTIO | judge")
	}
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(answer)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func judgeAll() ([]verdict, error) {
	var cases []judged
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		return nil, err
	}
	verdicts := make([]verdict, 0, len(cases))
	for _, one := range cases {
		said, err := judge(one)
		if err != nil {
			return nil, fmt.Errorf("%v: %w", one.Files, err)
		}
		verdicts = append(verdicts, said)
	}
	return verdicts, nil
}

func judge(one judged) (verdict, error) {
	analyzer := local.NewIstiodAnalyzer(analyzers.AllCombined(), "", "istio-system", nil)
	if one.MeshConfig != "" {
		if err := analyzer.AddFileKubeMeshConfig(one.MeshConfig); err != nil {
			return verdict{}, err
		}
	}
	if one.MeshNetworks != "" {
		if err := analyzer.AddFileKubeMeshNetworks(one.MeshNetworks); err != nil {
			return verdict{}, err
		}
	}
	readers := make([]local.ReaderSource, 0, len(one.Files))
	for _, name := range one.Files {
		file, err := os.Open(name)
		if err != nil {
			return verdict{}, err
		}
		defer file.Close()
		readers = append(readers, local.ReaderSource{Name: name, Reader: file})
	}
	said := verdict{Messages: []message{}}
	if err := analyzer.AddTestReaderKubeSource(readers); err != nil {
		said.Unread = err.Error()
	}
	if err := analyzer.AddDefaultResources(); err != nil {
		return verdict{}, err
	}
	cancel := make(chan struct{})
	defer close(cancel)
	result, err := analyzer.Analyze(cancel)
	if err != nil {
		return verdict{}, err
	}
	if len(result.SkippedAnalyzers) > 0 {
		return verdict{}, fmt.Errorf("analyzers that did not run: %v", result.SkippedAnalyzers)
	}
	for _, name := range result.ExecutedAnalyzers {
		for _, m := range result.MappedMessages[name] {
			one := message{Analyzer: name, Code: m.Type.Code(), Level: m.Type.Level().String(), Message: fmt.Sprintf(m.Type.Template(), m.Parameters...)}
			if m.Resource != nil {
				one.Origin = m.Resource.Origin.FriendlyName()
			}
			said.Messages = append(said.Messages, one)
		}
	}
	return said, nil
}

// The literals of analyzers_test.go: the type of a case is not exported, and the package of a test cannot be imported.
func testedCases(istio string) (tests, error) {
	analysis := filepath.Join(istio, "pkg", "config", "analysis")
	codes, err := codesOf(filepath.Join(analysis, "msg", "messages.gen.go"))
	if err != nil {
		return tests{}, err
	}
	folder := filepath.Join(analysis, "analyzers")
	file, err := parse(filepath.Join(folder, "analyzers_test.go"))
	if err != nil {
		return tests{}, err
	}
	found := tests{Codes: codes}
	for name, value := range variables(file) {
		if name != "testGrid" {
			continue
		}
		for _, element := range value.(*ast.CompositeLit).Elts {
			one, err := testedCase(folder, element.(*ast.CompositeLit), codes)
			if err != nil {
				return tests{}, err
			}
			if one != nil {
				found.Cases = append(found.Cases, *one)
			}
		}
	}
	return found, nil
}

// Nil where its analyzer is not among those that istioctl runs.
func testedCase(folder string, literal *ast.CompositeLit, codes map[string]string) (*tested, error) {
	one := tested{Expected: []expected{}}
	for _, field := range literal.Elts {
		pair := field.(*ast.KeyValueExpr)
		switch name := pair.Key.(*ast.Ident).Name; name {
		case "name":
			one.Name = text(pair.Value)
		case "inputFiles":
			for _, path := range pair.Value.(*ast.CompositeLit).Elts {
				one.Files = append(one.Files, filepath.Join(folder, text(path)))
			}
		case "meshConfigFile":
			one.MeshConfig = filepath.Join(folder, text(pair.Value))
		case "meshNetworksFile":
			one.MeshNetworks = filepath.Join(folder, text(pair.Value))
		case "expected":
			for _, e := range pair.Value.(*ast.CompositeLit).Elts {
				parts := e.(*ast.CompositeLit).Elts
				one.Expected = append(one.Expected, expected{Code: codes[parts[0].(*ast.SelectorExpr).Sel.Name], Origin: text(parts[1])})
			}
		case "analyzer":
		case "skipAll":
			return nil, nil
		default:
			return nil, fmt.Errorf("a case of analyzers_test.go has a field %s", name)
		}
	}
	return &one, nil
}

func codesOf(path string) (map[string]string, error) {
	file, err := parse(path)
	if err != nil {
		return nil, err
	}
	codes := map[string]string{}
	for name, value := range variables(file) {
		codes[name] = text(value.(*ast.CallExpr).Args[1])
	}
	return codes, nil
}

func parse(path string) (*ast.File, error) {
	return parser.ParseFile(token.NewFileSet(), path, nil, 0)
}

func variables(of *ast.File) map[string]ast.Expr {
	found := map[string]ast.Expr{}
	for _, declaration := range of.Decls {
		if general, ok := declaration.(*ast.GenDecl); ok && general.Tok == token.VAR {
			for _, spec := range general.Specs {
				values := spec.(*ast.ValueSpec)
				found[values.Names[0].Name] = values.Values[0]
			}
		}
	}
	return found
}

func text(of ast.Expr) string {
	value, err := strconv.Unquote(of.(*ast.BasicLit).Value)
	if err != nil {
		panic(err)
	}
	return value
}
