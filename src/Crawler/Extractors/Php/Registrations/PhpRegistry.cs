using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Extractors.Php.Runtime;
using Catalog.Crawler.Extractors.Php.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Php.Registrations;

/// <summary>Tools that classes declare: Laravel's subclasses of <c>Tool</c>, and methods and classes with <c>#[McpTool]</c>.</summary>
internal sealed class PhpRegistry(Machine machine, PhpHost host, ToolCollector collector)
{
    private static readonly string[] Hints = ["IsReadOnly", "IsDestructive", "IsIdempotent", "IsOpenWorld"];
    private readonly FunctionSchemas _functions = new(machine);

    public void Read()
    {
        var servers = host.Classes.Where(static c => Extends(c.Class, "Server")).ToList();
        var listed = servers.SelectMany(static s => FactSearch.Within(s.Class.Node[1])).Where(static n => n.Kind == FactKind.Name).Select(static n => n.Text!).ToHashSet(StringComparer.Ordinal);
        var looksAround = servers.Exists(static s => FactSearch.Within(s.Class.Node[1]).Any(static n => n.Text is "glob" or "scandir" or "Finder" or "DirectoryIterator" or "RecursiveDirectoryIterator" or "allFiles" or "files"));
        foreach (var (type, module) in host.Classes.ToList())
        {
            ReadAttributes(type, module);
            if (Extends(type, "Tool") && !type.Node.Has(FactFlags.Default))
            {
                ReadLaravel(type, module, servers.Count == 0, servers.Count == 0 || looksAround || listed.Contains(type.Name ?? ""));
            }
        }
    }

    /// <summary>What the program says of the folders that are looked through for attributes.</summary>
    public DiscoveryFolders Discovery { get; } = new();

    /// <summary>A tool of a function that is handed over: <c>addTool([Class::class, 'method'], 'name')</c>.</summary>
    public void ReadCall(CallSite call)
    {
        if (call.Name is not ("addTool" or "withTool" or "tool" or "registerTool") || call.Arguments.Count == 0)
        {
            return;
        }

        var handler = call.Arguments[0].Primary;
        var (function, type) = Handler(handler);
        if (function is null)
        {
            ReadNamed(call);
            return;
        }

        var written = call.Named.GetValueOrDefault("name") ?? (call.Arguments.Count > 1 ? call.Arguments[1] : ConstantValue.Null);
        var own = function.Node.Text;
        var name = written.Primary is ConstantValue { Text: { } text } ? text : written.IsNothing ? own == "__invoke" ? type?.Name : own : null;
        var description = call.Named.GetValueOrDefault("description") ?? call.Arguments.Skip(2).FirstOrDefault(static a => a.Primary is ConstantValue { Text: not null });
        Add(name, function.Node, function.Scope.Module, null, description, call.Named.GetValueOrDefault("inputSchema"), call.Named.GetValueOrDefault("annotations"), call.Node, call.File);
    }

    private static bool Extends(ClassValue type, string name) =>
        type.Chain().Any(c => c.Base is UnknownValue { Module: "" } outside && (outside.Path == name || outside.Path == "Mcp" + name));

    /// <summary>A tool by its name, description and schema, its function somewhere else.</summary>
    private void ReadNamed(CallSite call)
    {
        if (call[0] is ConstantValue { Text: { } name, Partial: false } && (call.Arguments.Skip(1).Any(static a => a.Primary is RecordValue or FunctionValue) || call.Named.Count > 0))
        {
            var json = new ValueJson(machine);
            var schema = call.Arguments.Skip(1).Select(static a => a.Primary).OfType<RecordValue>().FirstOrDefault() is { } record ? json.Write(record) as JsonObject : null;
            var description = call.Arguments.Skip(1).Concat(call.Named.Where(static n => n.Key == "description").Select(static n => n.Value)).Select(static a => a.Primary).OfType<ConstantValue>().FirstOrDefault(static a => a.Text is not null);
            collector.Add(new FoundTool
            {
                Name = name,
                Description = description?.Text,
                InputSchema = schema is { Count: > 0 } && schema["type"] is null && schema["properties"] is null ? new JsonObject { ["type"] = "object", ["properties"] = schema } : schema,
                Condition = machine.Condition,
                IsPartial = json.IsPartial || schema is null || description is { Partial: true },
                File = call.File,
                Line = call.Node.Line,
                Column = call.Node.Column,
            });
        }
    }

    private (FunctionValue? Function, ClassValue? Class) Handler(Value handler)
    {
        switch (handler)
        {
            case FunctionValue function:
                return (function, null);
            case ClassValue type:
                return (Method(type, "__invoke"), type);
            case RecordValue { Class: { } made }:
                return (Method(made, "__invoke"), made);
            case ListValue { Items: [{ Value.Primary: var owner }, { Value.Primary: ConstantValue { Text: { } method } }] }:
                var of = owner as ClassValue ?? (owner as RecordValue)?.Class;
                return (of is null ? null : Method(of, method), of);
            default:
                return (null, null);
        }
    }

    private static FunctionValue? Method(ClassValue type, string name)
    {
        foreach (var ancestor in type.Chain())
        {
            if (ancestor.Methods.TryGetValue(name, out var node))
            {
                return new FunctionValue(node, ancestor.Scope);
            }

            if (ancestor.Statics.FindOrNull(name) is FunctionValue own)
            {
                return own;
            }
        }

        return null;
    }

    private void ReadAttributes(ClassValue type, EvaluatedModule module)
    {
        if (type.Node.Has(FactFlags.Default))
        {
            return;
        }

        if (Attribute(type.Node[2]) is { } own && type.Methods.TryGetValue("__invoke", out var invoke))
        {
            collector.IsUnreached = !Discovery.Hold(module.Path);
            Add(Name(own, type.Name, module), invoke, module, own, null, null, null, own, module.Path);
        }

        foreach (var method in type.Node[1].Children.Where(static m => m.Kind == FactKind.Method))
        {
            if (Attribute(method[0][3]) is { } attribute)
            {
                collector.IsUnreached = !Discovery.Hold(module.Path);
                Add(Name(attribute, method.Text, module), method[0], module, attribute, null, null, null, attribute, module.Path);
            }
        }

        collector.IsUnreached = false;
    }

    private static FactNode? Attribute(FactNode decorators) => decorators.Children.FirstOrDefault(static d => d[0].Text == "McpTool");

    private void Add(string? name, FactNode function, EvaluatedModule module, FactNode? attribute, Value? description, Value? schema, Value? annotations, FactNode at, string file)
    {
        if (name is null)
        {
            return;
        }

        var doc = new DocComment(function[3].Children.FirstOrDefault(static d => d[0].Text == "doc")?.Children[1].Text);
        var said = attribute is null ? description?.Primary as ConstantValue : Value(attribute, "description", 1, module) as ConstantValue;
        var claims = attribute is null ? annotations?.Primary : Value(attribute, "annotations", 3, module);
        if (name == function.Text)
        {
            ExtractionTrace.Current?.Made(name, module.Path, function.Line, $"after the function `{name}`");
        }

        if (said?.Text is null)
        {
            ExtractionTrace.Current?.Made(doc.Description, module.Path, function.Line, "the function's doc comment");
        }

        collector.Add(new FoundTool
        {
            Name = name,
            Title = attribute is null ? null : (Value(attribute, "title", -1, module) as ConstantValue)?.Text,
            Description = said?.Text ?? doc.Description,
            InputSchema = schema?.Primary is RecordValue written ? new ValueJson(machine).Write(written) as JsonObject : _functions.Of(function, module, doc),
            Annotations = ToolHints.Read(claims ?? UnknownValue.Plain, machine),
            Condition = machine.Condition,
            IsPartial = said is { Partial: true },
            File = file,
            Line = at.Line,
            Column = at.Column,
        });
    }

    private void ReadLaravel(ClassValue type, EvaluatedModule module, bool isUnreached, bool isListed)
    {
        var instance = machine.Instantiate(type, new CallSite { Node = FactNode.Absent, File = module.Path, This = ConstantValue.Undefined, Arguments = [], IsOpen = true });
        var name = Said(instance, type, module, "name", "Name");
        var description = Said(instance, type, module, "description", "Description");
        if (name is { Text: null } or { Partial: true })
        {
            return;
        }

        var plain = type.Name ?? "";
        var schema = Schema(instance, type, out var isPartial);
        if (name is null)
        {
            ExtractionTrace.Current?.Made(WordCase.Joined(plain, '-'), module.Path, type.Node.Line, $"after the class `{plain}`");
        }

        collector.IsUnreached = isUnreached;
        collector.Add(new FoundTool
        {
            Name = name?.Text ?? WordCase.Joined(plain, '-'),
            Title = Said(instance, type, module, "title", "Title")?.Text,
            Description = description is { Text.Length: > 0 } ? description.Text : WordCase.Headline(plain),
            InputSchema = schema,
            Annotations = Claims(type, module),
            Condition = Method(type, "shouldRegister") is { } should && machine.CallWithUnknowns(new FunctionValue(should.Node, should.Scope) { This = instance }) is { } answer && (answer.Truth != true) ? "shouldRegister()" : null,
            IsPartial = isPartial || description is { Partial: true },
            IsNotOffered = !isListed,
            File = module.Path,
            Line = type.Node.Line,
            Column = type.Node.Column,
        });
        collector.IsUnreached = false;
    }

    private JsonObject? Schema(Value instance, ClassValue type, out bool isPartial)
    {
        isPartial = false;
        if ((Method(type, "schema") ?? Method(type, "inputSchema")) is not { } method)
        {
            return new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() };
        }

        var builder = SchemaBuilder.Value();
        var result = machine.Invoke(new FunctionValue(method.Node, method.Scope) { This = instance, Home = type }, new CallSite { Node = FactNode.Absent, File = "", This = instance, Arguments = [builder], IsOpen = true }).Primary;
        var named = (SchemaBuilder)builder.Tag!;
        if (named.Properties.Count > 0)
        {
            var schema = new JsonObject { ["type"] = "object", ["properties"] = named.Properties.DeepClone() };
            if (named.Required.Count > 0)
            {
                schema["required"] = named.Required.DeepClone();
            }

            return schema;
        }

        isPartial = result is UnknownValue;
        return result switch
        {
            RecordValue { Tag: null } record when record.FindOrNull("type") is ConstantValue { Text: "object" } => new ValueJson(machine).Write(record) as JsonObject,
            RecordValue { Tag: null } record => BuiltType.ObjectOf(machine, record),
            ListValue { Items.Count: 0 } => new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() },
            _ => null,
        };
    }

    /// <summary>What a property, a method or an attribute says; null where none is there.</summary>
    private ConstantValue? Said(Value instance, ClassValue type, EvaluatedModule module, string member, string attribute)
    {
        if (type.Node[2].Children.FirstOrDefault(d => d[0].Text == attribute) is { } written && written.Children.Length > 1)
        {
            return Evaluate(written[1].Kind == FactKind.Keyword ? written[1][0] : written[1], module) as ConstantValue;
        }

        var value = Method(type, member) is { } method
            ? machine.CallWithUnknowns(new FunctionValue(method.Node, method.Scope) { This = instance, Home = type })
            : (instance as RecordValue)?.FindOrNull(member);
        return value?.Primary is ConstantValue { Text: not null } constant ? constant : null;
    }

    private JsonObject? Claims(ClassValue type, EvaluatedModule module)
    {
        var claims = new JsonObject();
        foreach (var attribute in type.Node[2].Children.Where(static d => Hints.Contains(d[0].Text, StringComparer.Ordinal)))
        {
            claims[ToolHints.NameOrNull(attribute[0].Text![2..])!] = attribute.Children.Length < 2 || Evaluate(attribute[1].Kind == FactKind.Keyword ? attribute[1][0] : attribute[1], module).Truth != false;
        }

        return claims.Count > 0 ? claims : null;
    }

    /// <summary>The name that an attribute gives, or the usual one; null where it gives one that is not constant.</summary>
    private string? Name(FactNode attribute, string? usual, EvaluatedModule module) =>
        Value(attribute, "name", 0, module) is { IsNothing: false } name ? name is ConstantValue { Partial: false } constant ? constant.Text : null : usual;

    private Value? Value(FactNode attribute, string name, int position, EvaluatedModule module)
    {
        var argument = attribute.Children.FirstOrDefault(c => c.Kind == FactKind.Keyword && c.Text == name)?[0]
            ?? attribute.Children.Skip(1).Where(static c => c.Kind != FactKind.Keyword).ElementAtOrDefault(position);
        return argument is null ? null : Evaluate(argument, module);
    }

    private Value Evaluate(FactNode expression, EvaluatedModule module) => machine.Evaluate(expression, module.Scope, new Frame(UnknownValue.Plain, null, 0)).Primary;
}
