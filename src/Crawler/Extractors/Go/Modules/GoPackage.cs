using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Types;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Modules;

/// <summary>A package while its program is evaluated. Its names are worth something before their line, and are evaluated when they are first read.</summary>
internal sealed class GoPackage
{
    private readonly Dictionary<string, Binding> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, GoMethod>> _methods = new(StringComparer.Ordinal);
    private readonly List<Action> _variables = [];
    private readonly Dictionary<EvaluatedModule, List<(string? Name, string Path)>> _imports = [];
    private readonly Machine _machine;

    public GoPackage(string folder, IReadOnlyList<EvaluatedModule> files, Machine machine)
    {
        Folder = folder;
        Files = files;
        _machine = machine;
        Exports = new RecordValue { Tag = this };
        foreach (var file in files)
        {
            _imports[file] = [];
            foreach (var node in Flat(file.Facts.Root))
            {
                Declare(file, node);
            }
        }

        foreach (var file in files)
        {
            foreach (var (name, binding) in _names)
            {
                file.Scope.Declare(name, binding);
            }
        }
    }

    public string Folder { get; }

    public IReadOnlyList<EvaluatedModule> Files { get; }

    /// <summary>The name in its <c>package</c> clause.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What stands for it in the files that import it.</summary>
    public RecordValue Exports { get; }

    public bool HasStarted { get; set; }

    /// <summary>Its <c>init</c> functions, in order.</summary>
    public List<FunctionValue> Starts { get; } = [];

    /// <summary>Its functions and methods, in order.</summary>
    public List<(FactNode Node, Scope Scope, FactNode? Receiver)> Functions { get; } = [];

    /// <summary>Its declared types by name.</summary>
    public Dictionary<string, GoType> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>What a file imports: the name given there, or null, and the path.</summary>
    public IReadOnlyList<(string? Name, string Path)> ImportsOf(EvaluatedModule file) => _imports.GetValueOrDefault(file) ?? [];

    /// <summary>The value of a name of this package; null where it has none such.</summary>
    public Value? FindOrNull(string name) => _names.TryGetValue(name, out var binding) ? binding.Value : null;

    /// <summary>Evaluates its variables, in order, those that others need first.</summary>
    public void EvaluateVariables()
    {
        foreach (var evaluate in _variables)
        {
            evaluate();
        }
    }

    private static IEnumerable<FactNode> Flat(FactNode node) =>
        node.Children.SelectMany(static child => child.Kind is FactKind.Sequence or FactKind.Block ? Flat(child) : [child]);

    private void Declare(EvaluatedModule file, FactNode node)
    {
        switch (node.Kind)
        {
            case FactKind.Namespace:
                Name = node.Text ?? Name;
                break;
            case FactKind.Import:
                _imports[file].Add((node[0].Text, node.Text!));
                break;
            case FactKind.Function when node.Text is { } name:
                var function = new FunctionValue(node, file.Scope);
                if (name == "init")
                {
                    Starts.Add(function);
                }
                else
                {
                    _names[name] = new Binding(function, 0);
                    Functions.Add((node, file.Scope, null));
                }

                break;
            case FactKind.Method:
                Functions.Add((node[0], file.Scope, node[1]));
                MethodsOf(Receiver(node[1]))[node.Text!] = new GoMethod(node[0], node[1], file.Scope);
                break;
            case FactKind.TypeDeclaration:
                DeclareType(file, node);
                break;
            case FactKind.Declare:
                foreach (var declarator in node.Children)
                {
                    DeclareVariable(file, declarator);
                }

                break;
            default:
                break;
        }
    }

    private void DeclareType(EvaluatedModule file, FactNode node)
    {
        if (node.Has(FactFlags.Default) && node[0].IsAbsent)
        {
            Lazily(node.Text!, file, node[1]);
            return;
        }

        var type = new GoType(TypeKind.Named) { Name = node.Text!, Node = node, Scope = file.Scope, Methods = MethodsOf(node.Text!) };
        Types[node.Text!] = type;
        _names[node.Text!] = new Binding(type, 0);
    }

    private void DeclareVariable(EvaluatedModule file, FactNode declarator)
    {
        if (declarator[0].Kind == FactKind.Name)
        {
            Lazily(declarator[0].Text!, file, declarator[1]);
        }
        else if (declarator[0].Kind == FactKind.ArrayPattern)
        {
            var isDone = false;
            var own = new List<(string Name, Binding Binding)>();
            foreach (var part in declarator[0].Children.Where(static p => p.Kind == FactKind.Name))
            {
                var at = own.Count;
                var binding = new Binding(() => Read(at));
                own.Add((part.Text!, binding));
                _names[part.Text!] = binding;
            }

            _variables.Add(() => Read(0));

            Value Read(int index)
            {
                if (!isDone)
                {
                    isDone = true;
                    own.ForEach(static o => o.Binding.Value = UnknownValue.Plain);
                    var value = Evaluate(file, declarator[1]);
                    _machine.Bind(declarator[0], value, file.Scope, Outside(), (name, part) => own.First(o => o.Name == name).Binding.Value = part);
                }

                return index < own.Count ? own[index].Binding.Value : UnknownValue.Plain;
            }
        }
        else if (!declarator[1].IsAbsent)
        {
            var isDone = false;
            _variables.Add(() =>
            {
                if (!isDone)
                {
                    isDone = true;
                    Evaluate(file, declarator[1]);
                }
            });
        }
    }

    private void Lazily(string name, EvaluatedModule file, FactNode node)
    {
        Binding? binding = null;
        binding = new Binding(() =>
        {
            binding!.Value = UnknownValue.Plain;
            return binding.Value = Evaluate(file, node);
        });
        _names[name] = binding;
        _variables.Add(() => _ = binding.Value);
    }

    private Value Evaluate(EvaluatedModule file, FactNode node) =>
        node.IsAbsent ? UnknownValue.Plain : _machine.Apart(file, () => _machine.Evaluate(node, file.Scope, Outside()));

    private static Frame Outside() => new(ConstantValue.Undefined, null, 0);

    private Dictionary<string, GoMethod> MethodsOf(string type)
    {
        if (!_methods.TryGetValue(type, out var methods))
        {
            _methods[type] = methods = new Dictionary<string, GoMethod>(StringComparer.Ordinal);
        }

        return methods;
    }

    private static string Receiver(FactNode type)
    {
        while (type.Kind is FactKind.Pointer or FactKind.Index)
        {
            type = type[0];
        }

        return type.Text ?? "";
    }
}
