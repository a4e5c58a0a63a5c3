using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Jvm.Lowering;
using Catalog.Crawler.Extractors.Jvm.Registrations;
using Catalog.Crawler.Extractors.Jvm.Sources;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>Stands in for the container that makes objects and hands them to each other: Spring, CDI, Micronaut.</summary>
internal sealed class BeanContainer(JvmHost host, JvmModules modules)
{
    private const int Deepest = 12;
    private static readonly string[] Marks = ["Component", "Service", "Repository", "Controller", "RestController", "Configuration", "SpringBootApplication", "Singleton", "ApplicationScoped", "Dependent", "RequestScoped", "Named", "Bean", "McpServerEndpoint", "Startup", "QuarkusMain"];
    private readonly Dictionary<ClassValue, Value> _beans = [];
    private IReadOnlyList<ClassValue>? _classes;
    private int _depth;

    /// <summary>Every class of the files that were read, those in classes too.</summary>
    public IReadOnlyList<ClassValue> Classes(Machine machine) => _classes ??= [.. modules.All.SelectMany(m => m.Classes.Values.Select(n => host.Names.Class(machine, n, m.Evaluated.Scope, ConstantValue.Undefined)).OfType<ClassValue>()).SelectMany(c => WithNested(machine, c, 0))];

    /// <summary>True where a class says that a container makes it.</summary>
    public static bool IsBean(AnnotationReader reader, ClassValue type) => reader.FindOrNull(type.Node[2], Marks) is not null;

    public static bool IsConcrete(ClassValue type) => !ClassMembers.Words(type).Contains("abstract") && ClassMembers.Kind(type) is "class" or "record" or "object";

    /// <summary>The value of a member that the container fills.</summary>
    public Value Injected(Machine machine, CallSite call)
    {
        var from = (call.This.Primary as RecordValue)?.Class;
        return FromConfiguration(call.Node[2]) ?? (machine.Current is { } file ? Provide(machine, call.Node[1], from, file) : UnknownValue.Plain);
    }

    /// <summary>Calls a function with arguments that the container makes.</summary>
    public Value Call(Machine machine, FunctionValue function, Value self)
    {
        var arguments = function.Node[0].Children.Select(p => FromConfiguration(p[3]) ?? Provide(machine, p[2], function.Home, function.Scope.Module)).ToList();
        return machine.Invoke(function, new CallSite { Node = FactNode.Absent, File = function.Scope.Module.Path, This = self, Arguments = arguments });
    }

    /// <summary>The one instance of a class.</summary>
    public Value Bean(Machine machine, ClassValue type)
    {
        if (_beans.TryGetValue(type, out var known))
        {
            return known;
        }

        if (ClassMembers.Kind(type) == "object")
        {
            return host.Members.Singleton(machine, type);
        }

        if (_depth >= Deepest)
        {
            return UnknownValue.Plain;
        }

        _beans[type] = UnknownValue.Plain;
        _depth++;
        var constructors = type.Node[1].Children.Where(static c => c is { Kind: FactKind.Method, Text: "constructor" }).ToList();
        var chosen = constructors.Find(static c => c[0][4].Children.Any(static a => a[0].Text is "Autowired" or "Inject")) ?? constructors.MaxBy(static c => c[0][0].Children.Length);
        var arguments = chosen?[0][0].Children.Select(p => FromConfiguration(p[3]) ?? Provide(machine, p[2], type, type.Scope.Module)).ToList() ?? [];
        var bean = machine.Instantiate(type, new CallSite { Node = type.Node, File = type.Scope.Module.Path, This = ConstantValue.Undefined, Arguments = arguments });
        _depth--;
        _beans[type] = bean;
        return bean;
    }

    private Value Provide(Machine machine, FactNode type, ClassValue? from, EvaluatedModule file)
    {
        var name = Types.NameOf(type);
        if (name is "Optional" or "Instance" or "ObjectProvider" or "Provider" or "Lazy" or "Supplier")
        {
            return Provide(machine, Types.ArgumentOf(type, 0), from, file);
        }

        if (name is "List" or "Set" or "Collection" or "[]")
        {
            var made = Implementations(machine, Types.ArgumentOf(type, 0), from, file);
            return made.Count > 0 ? ListValue.Of(made.Select(c => Bean(machine, c))) : UnknownValue.Plain;
        }

        return Implementations(machine, type, from, file) is { Count: > 0 } found && (found.Count == 1 || found[0].Name == name) ? Bean(machine, found[0]) : UnknownValue.Plain;
    }

    /// <summary>Classes of the source that can stand for a type: the class itself, or those that implement it.</summary>
    private IReadOnlyList<ClassValue> Implementations(Machine machine, FactNode type, ClassValue? from, EvaluatedModule file)
    {
        var name = Types.FullNameOf(type);
        if (name.Length == 0 || !char.IsUpper(Types.NameOf(type)[0]) || (from is null ? host.Names.FindOrNull(machine, name, modules.Of(file)) : host.Members.Resolve(machine, name, from)) is not ClassValue wanted)
        {
            return [];
        }

        return IsConcrete(wanted) ? [wanted] : [.. Classes(machine).Where(c => IsConcrete(c) && c.Name is not null && host.Members.Ancestors(machine, c).Contains(wanted)).Take(500)];
    }

    /// <summary><c>@Value("${name:usual}")</c>, <c>@ConfigProperty(name, defaultValue)</c>: what the configuration says is known for a start with nothing set. Null for other annotations.</summary>
    private static Value? FromConfiguration(FactNode annotations)
    {
        foreach (var annotation in annotations.Children)
        {
            var texts = annotation.Children.Skip(1).GroupBy(static a => a.Kind == FactKind.Keyword ? a.Text! : "value", StringComparer.Ordinal)
                .ToDictionary(static g => g.Key, static g => g.First() is { Kind: FactKind.Keyword } named ? named[0].Text : g.First().Text, StringComparer.Ordinal);
            switch (annotation[0].Text)
            {
                case "ConfigProperty" when texts.TryGetValue("name", out var name) && name is not null:
                    return texts.TryGetValue("defaultValue", out var usual) && usual is not null ? Constant(usual, name) : UnknownValue.Tainted(name);
                case "Value" when texts.TryGetValue("value", out var written) && written is not null && written.StartsWith("${", StringComparison.Ordinal):
                    var inner = written[2..].TrimEnd('}');
                    return inner.IndexOf(':', StringComparison.Ordinal) is > 0 and var at ? Constant(inner[(at + 1)..], inner[..at]) : UnknownValue.Tainted(inner);
                default:
                    break;
            }
        }

        return null;
    }

    private static Value Constant(string text, string name) =>
        Machine.Taint(text switch { "true" => ConstantValue.True, "false" => ConstantValue.False, _ => ConstantValue.Of(text) }, name);

    private IEnumerable<ClassValue> WithNested(Machine machine, ClassValue type, int depth)
    {
        yield return type;
        foreach (var child in depth > 6 ? [] : type.Node[1].Children.Where(static c => c.Kind == FactKind.Class && c.Text is not null))
        {
            if (host.Names.Class(machine, child, type.Scope, type) is { } nested)
            {
                foreach (var inner in WithNested(machine, nested, depth + 1))
                {
                    yield return inner;
                }
            }
        }
    }
}
