using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Extractors.Php.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Php.Runtime;

/// <summary>What PHP means by names and calls that the program does not define itself.</summary>
internal sealed class PhpHost(NamedDefinitions definitions, Func<Machine> machine) : ILanguageHost
{
    /// <summary>The classes of the files that ran, in the order of their running.</summary>
    public List<(ClassValue Class, EvaluatedModule Module)> Classes { get; } = [];

    /// <summary>Instances of a library's <c>Tool</c>.</summary>
    public List<RecordValue> Tools { get; } = [];

    /// <summary>Told of records that literals made.</summary>
    public Action<RecordValue>? OnMade { get; set; }

    /// <summary>Told when code is entered or left that answers one constant.</summary>
    public Action<string, bool>? OnMatched { get; set; }

    /// <summary>Told of methods called on what is not the program's own.</summary>
    public Action<CallSite>? OnCalled { get; set; }

    public Value Global(string name, EvaluatedModule module) =>
        name.StartsWith('$') ? UnknownValue.Plain
            : name == "PHP_EOL" ? ConstantValue.Of("\n")
            : definitions.FindOrNull(machine(), name, module) ?? new UnknownValue { Module = "", Path = name };

    public Value Member(Machine machine, Value target, string name)
    {
        switch (target)
        {
            case RecordValue record:
                foreach (var ancestor in record.Class?.Chain() ?? [])
                {
                    if (ancestor.Statics.TryGet(name, out var own))
                    {
                        return own.Value;
                    }
                }

                return SchemaBuilder.MemberOrNull(record, name) ?? (name == "[]" ? Native.Of(name, (m, call) => Add(m, record, call)) : Outside(name));
            case ListValue list when name == "[]":
                return Native.Of(name, (m, call) =>
                {
                    m.Add(list, call.Arguments[0]);
                    return call.Arguments[0];
                });
            case ListValue list when name is "all" or "toArray" or "values" or "filter" or "unique":
                return Native.Of(name, (_, _) => list);
            default:
                return Outside(name);
        }
    }

    public Value? Intercept(Machine machine, Value callee, CallSite call)
    {
        if (callee is not UnknownValue { Module: "" } outside)
        {
            return null;
        }

        if (call.IsNew)
        {
            var made = Made(machine, outside.Path, call);
            if (outside.Path == "Tool")
            {
                Tools.Add(made);
                OnMade?.Invoke(made);
            }

            return made;
        }

        return call.This is ConstantValue { IsUndefined: true } ? PhpFunctions.OfOrNull(machine, outside.Path, call) : null;
    }

    public Value CallUnknown(Machine machine, Value callee, CallSite call)
    {
        OnCalled?.Invoke(call);
        foreach (var argument in call.Arguments)
        {
            if (argument is FunctionValue)
            {
                machine.Later(argument);
            }
        }

        // A chain of calls on a builder goes on with the builder.
        return new UnknownValue { Module = "", Path = "()" };
    }

    public Value Import(Machine machine, EvaluatedModule from, string specifier) => UnknownValue.Plain;

    public Value Binary(string operation, Value left, Value right) => PhpFunctions.Binary(operation, left.Primary, right.Primary);

    public void Made(Machine machine, FactNode node, Value value, EvaluatedModule module)
    {
        if (value is ClassValue type)
        {
            Classes.Add((type, module));
        }
        else if (value is RecordValue record)
        {
            OnMade?.Invoke(record);
        }
    }

    public void Matched(Machine machine, string constant, bool entered) => OnMatched?.Invoke(constant, entered);

    public Value? Evaluate(Machine machine, FactNode node, Scope scope, Frame frame) => null;

    /// <summary>An instance of a class of a library: its arguments by name, those of a tool by position too.</summary>
    private static RecordValue Made(Machine machine, string type, CallSite call)
    {
        var record = new RecordValue { Tag = type, Depth = machine.Depth, Node = call.Node, File = call.File };
        string[] positions = type switch
        {
            "Tool" => call.Arguments.Count > 1 && call[1] is RecordValue ? ["name", "inputSchema", "description", "annotations"] : ["name", "title", "inputSchema", "description", "annotations"],
            "ToolAnnotations" => ["title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"],
            "ToolInputSchema" => ["properties", "required"],
            "ListToolsResult" => ["tools"],
            _ => [],
        };
        for (var i = 0; i < positions.Length && i < call.Arguments.Count; i++)
        {
            record.Set(positions[i], call.Arguments[i]);
        }

        foreach (var (name, value) in call.Named)
        {
            record.Set(name, value);
        }

        return record;
    }

    private static Value Add(Machine machine, RecordValue record, CallSite call)
    {
        machine.SetMember(record, record.Keys.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), call.Arguments[0]);
        return call.Arguments[0];
    }

    private static UnknownValue Outside(string name) => new() { Module = "", Path = "." + name };
}
