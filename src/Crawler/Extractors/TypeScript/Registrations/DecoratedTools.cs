using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Registrations;

/// <summary>Methods that a decorator of a library makes tools, <c>@Tool({…})</c>, in TypeScript and in what compilers make of it.</summary>
internal sealed class DecoratedTools(ToolCollector collector)
{
    /// <summary>A class was defined: its methods with such a decorator are tools.</summary>
    public void Made(Machine machine, ClassValue type)
    {
        foreach (var method in type.Node[1].Children.Where(static m => m.Kind == FactKind.Method && m[2].Kind == FactKind.Decorators))
        {
            foreach (var decorator in method[2].Children.Where(static d => d.Kind == FactKind.Call))
            {
                var frame = new Frame(ConstantValue.Undefined, null, machine.Depth);
                if (machine.Evaluate(decorator[0], type.Scope, frame) is UnknownValue { Module: { } module } && module.Contains("mcp", StringComparison.OrdinalIgnoreCase))
                {
                    Add(machine, machine.Evaluate(decorator, type.Scope, frame), method.Text, method, type.Scope.Module.Path);
                }
            }
        }
    }

    /// <summary>A call of the helper that compilers apply decorators with: <c>__decorate([Tool({…})], Type.prototype, "method")</c>.</summary>
    public void Applied(Machine machine, CallSite call)
    {
        foreach (var decorator in machine.ItemsOrNull(call[0]) ?? [])
        {
            Add(machine, decorator.Value, Native.TextOrNull(call, 2), call.Node, call.File);
        }
    }

    private void Add(Machine machine, Value value, string? method, FactNode node, string file)
    {
        if (value.Primary is RecordValue { Class: null } definition
            && definition.FindOrNull("description") is not null
            && (Name(machine.GetMember(definition, "name")) ?? method) is { } name)
        {
            collector.Add(new DefinitionReader(machine, 0).Read(name, definition, node, file));
        }
    }

    private static string? Name(Value value) => value.Primary is ConstantValue { Text: { } text, Partial: false } ? text : null;
}
