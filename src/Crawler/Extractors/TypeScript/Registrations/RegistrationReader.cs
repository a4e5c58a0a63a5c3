using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.TypeScript.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Registrations;

/// <summary>Sees the calls that register tools, in the ways of the official SDK, of FastMCP, and of servers that answer <c>tools/list</c> by hand.</summary>
internal sealed class RegistrationReader(ToolCollector collector)
{
    private const string ListMethod = "tools/list";
    private static readonly string[] Claims = ["title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"];
    private int _listing;
    /// <summary>How many conditions only say which request is answered; they are not conditions of the tools in the answer.</summary>
    private int _floor;
    private int _listingDepth;

    /// <summary>Reads a call: what the library gives back where it was a registration, which is then not made; null for other calls.</summary>
    public Value? ReadOrNull(Machine machine, Value callee, CallSite call) =>
        !TryRead(machine, callee, call) ? null
        : call.Name is "registerTool" or "tool" && Name(call[0]) is { } name ? RegisteredTool.Value(collector, name)
        : UnknownValue.Plain;

    private bool TryRead(Machine machine, Value callee, CallSite call)
    {
        if (call.Arguments.Count == 0 || !IsOutside(callee, call))
        {
            return false;
        }

        switch (call.Name)
        {
            case "registerTool" or "registerToolTask":
                return Register(machine, call, 0);
            case "registerAppTool":
                return Register(machine, call, 1);
            case "tool" when callee is not UnknownValue { Module: not null } || call.This is not ConstantValue:
                return Tool(machine, call);
            case "addTool":
                return AddTool(machine, call);
            case "addTools" or "registerTools" or "setTools":
                return AddAll(machine, call);
            case "setRequestHandler":
                return IsListRequest(call) && SetHandler(machine, call);
            default:
                TakeOptions(machine, callee, call);
                return false;
        }
    }

    /// <summary>Servers that are given their tools when they are made: a list, an object by name, or a function that returns one.</summary>
    private void TakeOptions(Machine machine, Value callee, CallSite call)
    {
        if (callee is not UnknownValue { Module: { } module } outside
            || outside.Path.Contains("()", StringComparison.Ordinal)
            || !(IsServer(outside.LastName) || module.Contains("mcp", StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Primary is RecordValue record && record.FindOrNull("tools") is not null)
            {
                AddOffered(machine, machine.GetMember(record, "tools"), 0);
            }
        }
    }

    /// <summary>A class or function that makes a server, by its name.</summary>
    public static bool IsServer(string name) =>
        name.Contains("Server", StringComparison.OrdinalIgnoreCase) || name.Contains("Mcp", StringComparison.OrdinalIgnoreCase);

    private void AddOffered(Machine machine, Value tools, int depth)
    {
        foreach (var option in Options(tools))
        {
            switch (option.Value)
            {
                case FunctionValue or NativeValue when depth < 3:
                    AddOffered(machine, machine.CallWithUnknowns(option.Value), depth + 1);
                    break;
                case ListValue list:
                    machine.Under(option.Condition, () => AddItems(machine, [.. list.Items]));
                    break;
                case RecordValue record:
                    foreach (var key in record.Keys.ToList())
                    {
                        record.TryGet(key, out var slot);
                        machine.Under(Scope.Join(option.Condition, slot.Condition), () => AddNamed(machine, key, machine.GetMember(record, key)));
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private int AddNamed(Machine machine, string key, Value value)
    {
        foreach (var option in Options(value))
        {
            if (option.Value is RecordValue record && (record.FindOrNull("description") ?? record.FindOrNull("inputSchema") ?? record.FindOrNull("parameters")) is not null)
            {
                var name = Name(machine.GetMember(record, "name").Primary) ?? Name(machine.GetMember(record, "id").Primary) ?? key;
                machine.Under(option.Condition, () => Add(new DefinitionReader(machine, _floor).Read(name, record, record.Node ?? FactNode.Absent, record.File ?? "")));
            }
        }

        return collector.Count;
    }

    private int Add(FoundTool tool)
    {
        collector.Add(tool);
        return collector.Count;
    }

    /// <summary>A literal object was made: it may be the answer to <c>tools/list</c>, or hold its handler.</summary>
    public void Made(Machine machine, RecordValue record)
    {
        if (_listing > 0 && record.TryGet("tools", out var tools) && machine.ItemsOrNull(tools.Value) is { Count: > 0 } items)
        {
            var before = _floor;
            _floor = _listingDepth + 1;
            AddItems(machine, items);
            _floor = before;
        }

        if (record.TryGet(ListMethod, out var handler) && handler.Value is FunctionValue function)
        {
            Listing(machine, function);
        }
    }

    /// <summary>Code is entered, or left, that runs for one method of the protocol.</summary>
    public void Matched(Machine machine, string constant, bool entered)
    {
        if (constant == ListMethod)
        {
            _listing += entered ? 1 : -1;
            _listingDepth = machine.Depth;
        }
    }

    /// <summary>
    /// A function of the source by the same name is a wrapper, and is followed instead; unless it is the SDK itself, bundled into the file, which its other methods show.
    /// </summary>
    private static bool IsOutside(Value callee, CallSite call)
    {
        if (callee is not FunctionValue function)
        {
            return callee is UnknownValue or ConstantValue { IsUndefined: true };
        }

        var methods = function.Home?.Chain().SelectMany(static c => c.Methods.Keys).ToHashSet(StringComparer.Ordinal);
        return methods is not null && call.Name switch
        {
            "registerTool" or "tool" or "registerToolTask" => methods.Contains("sendToolListChanged") && methods.Contains("registerPrompt"),
            "setRequestHandler" => methods.Contains("setNotificationHandler") && methods.Contains("removeRequestHandler"),
            "addTool" or "addTools" => methods.Contains("addResource") && methods.Contains("addPrompt"),
            _ => false,
        };
    }

    private static string? Name(Value value) => value is ConstantValue { Text: { } text, Partial: false } && ToolCollector.IsName(text) ? text : null;

    private bool Register(Machine machine, CallSite call, int first)
    {
        if (call.Arguments.Count <= first + 1)
        {
            return call[first] is RecordValue only && AddTool(machine, call, only);
        }

        foreach (var option in Options(call.Arguments[first]))
        {
            if (Name(option.Value) is null)
            {
                ExtractionTrace.Current?.Nameless(call.File, call.Node.Line);
            }

            if (Name(option.Value) is { } name)
            {
                machine.Under(option.Condition, () => Add(call[first + 1] is RecordValue config
                    ? new DefinitionReader(machine, _floor).Read(name, config, call.Node, call.File)
                    : new DefinitionReader(machine, _floor).Bare(name, call.Node, call.File)));
            }
        }

        return true;
    }

    /// <summary>A class for each tool, made by the library that is given the classes.</summary>
    private static Value Instance(Machine machine, ClassValue type) =>
        machine.Instantiate(type, new CallSite { Node = type.Node, File = type.Scope.Module.Path, This = ConstantValue.Undefined, Arguments = [], IsOpen = true });

    private static string? NameOf(Machine machine, RecordValue record) =>
        Name(machine.GetMember(record, "name").Primary)
        ?? (record.Class is { } type ? Name(machine.GetMember(type, "toolName").Primary) ?? Name(machine.GetMember(record, "toolName").Primary) : null);

    private static IEnumerable<Slot> Options(Value value) => value is ChoiceValue choice ? choice.Options : [new Slot(value, null)];

    /// <summary><c>tool(name, [description], [schema], [annotations], callback)</c>.</summary>
    private bool Tool(Machine machine, CallSite call)
    {
        if (call[0] is RecordValue definition)
        {
            return AddTool(machine, call, definition);
        }

        if (call.Arguments.Count < 2 || Name(call[0]) is not { } name)
        {
            ExtractionTrace.Current?.Nameless(call.File, call.Node.Line);
            return call.Arguments.Count >= 2 && call[call.Arguments.Count - 1] is FunctionValue or UnknownValue;
        }

        Value? description = null;
        Value? schema = null;
        Value? annotations = null;
        foreach (var argument in call.Arguments.Skip(1))
        {
            switch (argument.Primary)
            {
                case ConstantValue { Text: not null } when description is null && schema is null:
                    description = argument;
                    break;
                case RecordValue record when schema is null && annotations is null && !IsClaims(record):
                    schema = argument;
                    break;
                case SchemaValue when schema is null:
                    schema = argument;
                    break;
                case RecordValue:
                    annotations ??= argument;
                    break;
                case UnknownValue when ReferenceEquals(argument, call.Arguments[1]) && call.Arguments.Count > 3:
                    description = argument;
                    break;
                case UnknownValue when schema is null && !ReferenceEquals(argument, call.Arguments[^1]):
                    schema = argument;
                    break;
                default:
                    break;
            }
        }

        collector.Add(new DefinitionReader(machine, _floor).Read(name, null, description, schema, annotations, call.Node, call.File));
        return true;
    }

    private static bool IsClaims(RecordValue record) => record.Keys.Count > 0 && record.Keys.All(static k => Claims.Contains(k, StringComparer.Ordinal)) && record.Keys.All(k => record.FindOrNull(k) is not SchemaValue);

    private bool AddTool(Machine machine, CallSite call)
    {
        if (call[0] is ConstantValue && Name(call[0]) is not null)
        {
            return call[1] is RecordValue ? Register(machine, call, 0) : Tool(machine, call);
        }

        return Options(call.Arguments[0]).Select(static o => o.Value).OfType<RecordValue>().ToList() is { Count: > 0 } records
            ? records.TrueForAll(r => AddTool(machine, call, r)) || true
            : call[0] is UnknownValue;
    }

    private bool AddTool(Machine machine, CallSite call, RecordValue definition)
    {
        if (Name(machine.GetMember(definition, "name").Primary) is not { } name)
        {
            return false;
        }

        collector.Add(new DefinitionReader(machine, _floor).Read(name, definition, call.Node.IsAbsent ? definition.Node ?? call.Node : call.Node, call.Node.IsAbsent ? definition.File ?? call.File : call.File));
        return true;
    }

    private bool AddAll(Machine machine, CallSite call)
    {
        if (call[0] is ListValue && machine.ItemsOrNull(call.Arguments[0]) is { } items)
        {
            AddItems(machine, items);
            return true;
        }

        return false;
    }

    private bool IsListRequest(CallSite call)
    {
        var named = call.Node.Children.Length > 1 ? call.Node[1].Text : null;
        return call[0] switch
        {
            ConstantValue { Text: { } method } => method == ListMethod,
            UnknownValue { Module: not null } schema => schema.LastName == "ListToolsRequestSchema",
            SchemaValue { Shape: { } shape } => (shape.FindOrNull("method") as SchemaValue)?.Own["const"]?.ToString() == ListMethod,
            _ => named == "ListToolsRequestSchema",
        };
    }

    private bool SetHandler(Machine machine, CallSite call)
    {
        Listing(machine, call.Arguments.Count > 1 ? call.Arguments[1] : UnknownValue.Plain);
        return true;
    }

    private void Listing(Machine machine, Value handler)
    {
        var answer = machine.CallWithUnknowns(handler);
        foreach (var option in Options(answer))
        {
            if (option.Value is RecordValue record)
            {
                machine.Under(option.Condition, () => AddItems(machine, machine.ItemsOrNull(machine.GetMember(record, "tools")) ?? []));
            }
        }
    }

    private int AddItems(Machine machine, IReadOnlyList<Slot> items)
    {
        foreach (var item in items)
        {
            foreach (var option in Options(item.Value))
            {
                if ((option.Value is ClassValue type ? Instance(machine, type) : option.Value) is RecordValue record && NameOf(machine, record) is { } name)
                {
                    machine.Under(
                        Scope.Join(item.Condition, option.Condition),
                        () => Add(new DefinitionReader(machine, _floor).Read(name, record, record.Node ?? FactNode.Absent, record.File ?? "")));
                }
            }
        }

        return collector.Count;
    }
}
