using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Python.Runtime;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Python.Registrations;

/// <summary>
/// A class a tool, in a way of the program's own: classes that extend one that is named for tools, each with a method that does the work. They are found by their ancestor as the program finds them at run time,
/// named by what the ancestor's methods or the class's own member say, and nobody knows which of them a server takes.
/// </summary>
internal sealed class ToolClasses(Machine machine, PythonHost host, ToolRegistry registry)
{
    private const int LeastOfOne = 3;
    private static readonly string[] Doing = ["apply", "execute", "run", "call", "__call__", "invoke", "forward", "handle"];
    private static readonly string[] Naming = ["name", "tool_name", "get_name", "get_tool_name"];
    private static readonly Dictionary<string, Value> Nothing = new(StringComparer.Ordinal);

    public void Read()
    {
        var types = host.Defined.OfType<ClassValue>().ToList();
        foreach (var ancestor in types.Where(static t => t.Name is { } name && name.EndsWith("Tool", StringComparison.Ordinal)).ToList())
        {
            var made = types.Where(t => t != ancestor && t.Chain().Contains(ancestor) && Worker(t, ancestor) is not null).ToList();
            if (made.Count < LeastOfOne || ancestor.Chain().Any(a => a != ancestor && a.Name is { } above && above.EndsWith("Tool", StringComparison.Ordinal)))
            {
                continue;
            }

            foreach (var type in made)
            {
                Add(type, Worker(type, ancestor)!);
            }
        }
    }

    /// <summary>The method that does the work of a class, its own or inherited from below the ancestor of all; null where there is none.</summary>
    private static FunctionValue? Worker(ClassValue type, ClassValue ancestor) =>
        Doing.SelectMany(name => type.Chain().TakeWhile(c => c != ancestor).Where(c => c.Methods.ContainsKey(name)).Select(c => new FunctionValue(c.Methods[name], c.Scope) { Home = c })).FirstOrDefault();

    private void Add(ClassValue type, FunctionValue worker)
    {
        if (Name(type) is not { } name)
        {
            return;
        }

        var method = new FunctionValue(worker.Node, worker.Scope) { This = machine.Instantiate(type, Open()), Home = worker.Home };
        var words = Description(type, method);
        var named = words is null ? Nothing : new Dictionary<string, Value>(StringComparer.Ordinal) { ["description"] = words };
        registry.IsUnreached = true;
        registry.AddFunction(machine, registry.ServerOrNull(UnknownValue.Plain)!, method, ConstantValue.Of(name), named);
        registry.IsUnreached = false;
    }

    private static CallSite Open() => new() { Node = FactNode.Absent, File = "", This = ConstantValue.Undefined, Arguments = [], IsOpen = true };

    /// <summary>A constant member, or what a method says without knowing its object; null where neither is constant.</summary>
    private string? Name(ClassValue type)
    {
        var instance = machine.Instantiate(type, Open());
        foreach (var member in Naming.Where(m => type.Chain().Any(c => c.Methods.ContainsKey(m) || c.Getters.ContainsKey(m) || c.Statics.FindOrNull(m) is not null)))
        {
            var value = machine.GetMember(instance, member);
            value = value is FunctionValue ? machine.Invoke(value, new CallSite { Node = FactNode.Absent, File = "", This = instance, Arguments = [] }) : value;
            if (value.Primary is ConstantValue { Text: { Length: > 0 } text, Partial: false })
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>A constant member <c>description</c>, else the method's own words without those on its parameters, else those of the class; null where there are none.</summary>
    private Value? Description(ClassValue type, FunctionValue method)
    {
        var said = type.Chain().Select(static c => c.Statics.FindOrNull("description")).FirstOrDefault(static v => v is ConstantValue { Text: not null });
        var words = ToolReader.DocumentationOrNull(method.Node) ?? (machine.GetMember(type, "__doc__") as ConstantValue)?.Text;
        if (said is not null || words is null)
        {
            return said;
        }

        var lines = PythonLibraries.Dedented(words).Trim().Split('\n').TakeWhile(static l => !l.StartsWith(":param", StringComparison.Ordinal) && !l.StartsWith(":return", StringComparison.Ordinal));
        return ConstantValue.Of(string.Join('\n', lines).Trim());
    }
}
