using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Extractors.Ruby.Lowering;
using Catalog.Crawler.Extractors.Ruby.Runtime;

namespace Catalog.Crawler.Extractors.Ruby.Registrations;

/// <summary>Tools that are handed to a server: classes of a library's tool, blocks, and definitions by name.</summary>
internal sealed class RubyRegistry(Machine machine, RubyHost host, ToolCollector collector)
{
    private readonly RubyToolClasses _classes = new(machine, host);
    private readonly ListedTools _listed = new(machine, collector);
    private readonly HashSet<ClassValue> _registered = [];

    /// <summary>True where a server was given tools, or asked for them, in code that runs.</summary>
    public bool HasServer { get; private set; }

    /// <summary>True where a server was given tools that are not known.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Looks at a call of something from outside; null where it is no registration.</summary>
    public Value? ReadCall(UnknownValue callee, CallSite call)
    {
        switch (call.Name)
        {
            case "define" when callee.Path.EndsWith("Tool.define", StringComparison.Ordinal) || (call.This is ClassValue && call.Named.ContainsKey("description")):
                return Defined(call);
            case "define" when call[0] is ConstantValue { Text: { } named } && call.Named.GetValueOrDefault(LocalNames.Block) is FunctionValue:
                return Defined(call, named);
            case "define_tool" or "add_tool" or "register_tool" when call.Named.ContainsKey("name"):
                Take(Defined(call));
                HasServer = true;
                return ConstantValue.Null;
            case "tool" or "register_tool" or "add_tool" when call[0] is ConstantValue { Text: { } name } && (call.Named.Count > 0 || call.Arguments.Count > 1):
                AddNamed(name, call);
                HasServer = true;
                return ConstantValue.Null;
            case "register" or "register_tool" or "register_tools" or "add_tool" or "add_tools" or "tool" or "tools" or "tools=" or "mount_tool":
                HasServer |= call.Arguments.Count > 0;
                foreach (var argument in call.Arguments)
                {
                    Take(argument);
                }

                IsOpen |= call.IsOpen && call.Name != "register";
                return null;
            case "new" or "start" or "build" or "create" or "configure" when call.Named.GetValueOrDefault("tools") is { } tools:
                HasServer = true;
                Take(tools);
                return null;
            default:
                return null;
        }
    }

    /// <summary>The classes that no server was seen to take: not offered where the servers' lists are known, else nobody knows.</summary>
    public void ReadUnregistered()
    {
        foreach (var (type, _) in host.Constants.Classes.ToList())
        {
            var whole = host.Constants.Whole(type);
            if (!_registered.Contains(whole) && _classes.IsTool(whole) && !IsBase(whole) && _classes.FoundOrNull(whole) is { } tool)
            {
                collector.IsUnreached = !HasServer || IsOpen;
                collector.Add(tool with { IsNotOffered = HasServer && !IsOpen });
            }
        }

        collector.IsUnreached = false;
    }

    private bool IsBase(ClassValue type) => type.Name is not null && host.Constants.Classes.Exists(c => c.Class.Base is ClassValue ancestor && ancestor.Name == type.Name);

    private void Take(Value value, string? condition = null, int depth = 0)
    {
        switch (value)
        {
            case ChoiceValue choice when depth < 6:
                foreach (var option in choice.Options)
                {
                    Take(option.Value, Scope.Join(condition, option.Condition), depth + 1);
                }

                break;
            case ListValue list when depth < 6:
                IsOpen |= list.IsOpen;
                foreach (var item in list.Items.Take(5_000).ToList())
                {
                    Take(item.Value, Scope.Join(condition, item.Condition), depth + 1);
                }

                break;
            case ClassValue type when _classes.IsTool(type):
                Register(type, condition);
                break;
            case RecordValue { Class: { } made } when _classes.IsTool(made):
                Register(made, condition);
                break;
            case RecordValue { Tag: null } record when _listed.IsTool(record):
                _listed.Add(record, record.File ?? "", Scope.Join(machine.Condition, condition));
                break;
            case UnknownValue:
                IsOpen = true;
                break;
            default:
                break;
        }
    }

    private void Register(ClassValue type, string? condition)
    {
        var whole = host.Constants.Whole(type);
        _registered.Add(whole);
        if (_classes.FoundOrNull(whole) is { } tool)
        {
            collector.Add(tool with { Condition = Scope.Join(Scope.Join(machine.Condition, condition), tool.Condition) });
        }
    }

    /// <summary>A class that a call defines by its arguments.</summary>
    private ClassValue Defined(CallSite call, string? named = null)
    {
        var outer = call.This is ClassValue own && call.Name == "define" ? own : (Value)new UnknownValue { Module = "", Path = "MCP::Tool" };
        var type = RubyKernel.NewClass(machine, new CallSite { Node = call.Node, File = call.File, This = call.This, Arguments = [outer] });
        var said = host.SaidBy(type);
        foreach (var (name, value) in call.Named.Where(static n => n.Key != LocalNames.Block && !n.Value.IsNothing))
        {
            said.Say(name == "name" ? "tool_name" : name, call, value);
        }

        if (named is not null)
        {
            said.Say("tool_name", call, ConstantValue.Of(named));
        }

        // A block is what the tool does; where nothing else is said it says what the tool is.
        if (call.Named.Count == 1 && call.Named.GetValueOrDefault(LocalNames.Block) is { } block)
        {
            RubyHost.RunIn(machine, block, type);
        }

        return type;
    }

    /// <summary>A tool by its name: <c>tool "name" do … end</c>, or with its description and schema behind it.</summary>
    private void AddNamed(string name, CallSite call)
    {
        var said = new ToolBlock();
        foreach (var (key, value) in call.Named.Where(static n => n.Key != LocalNames.Block))
        {
            said.Say(key, call, value);
        }

        if (call.Named.GetValueOrDefault(LocalNames.Block) is FunctionValue block && block.Node[0].Children.All(static p => p[0].Text == "it"))
        {
            RubyHost.RunIn(machine, block, new RecordValue { Tag = said });
        }

        var more = call.Arguments.Skip(1).Select(static a => a.Primary).ToList();
        var description = said.Text(machine, "description") ?? more.OfType<ConstantValue>().FirstOrDefault(static c => c.Text is not null);
        var json = new ValueJson(machine);
        var schema = said.Json(json, machine, "input_schema") ?? said.Json(json, machine, "inputSchema") ?? said.Json(json, machine, "schema") ?? said.Json(json, machine, "parameters")
            ?? (more.OfType<RecordValue>().FirstOrDefault() is { } written ? json.Write(written) as JsonObject : null);
        collector.Add(new FoundTool
        {
            Name = name,
            Title = said.Text(machine, "title")?.Text,
            Description = description?.Text,
            InputSchema = schema is null ? said.Arguments.ToJson() : RubyToolClasses.Whole(schema),
            Annotations = ToolHints.Read(said.ValueOrNull(machine, "annotations") ?? UnknownValue.Plain, machine),
            Condition = machine.Condition,
            IsPartial = json.IsPartial || description is { Partial: true },
            File = call.File,
            Line = call.Node.Line,
            Column = call.Node.Column,
        });
    }
}
