using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Extractors.Ruby.Runtime;
using Catalog.Crawler.Extractors.Ruby.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Ruby.Registrations;

/// <summary>Classes that extend a library's tool, told by what they say in their bodies; each library names a class without a name in its own way.</summary>
internal sealed class RubyToolClasses(Machine machine, RubyHost host)
{
    private static readonly string[] Words = ["description", "input_schema", "arguments", "tool_name", "annotations", "with_metadata", "define", "property", "collection"];

    /// <summary>True for a class whose last known ancestor extends something from outside that is a tool by its name, or that speaks as a tool does.</summary>
    public bool IsTool(ClassValue type) => BaseOrNull(type) is { } outside && (IsToolName(outside) || (outside.Length > 0 && type.Chain().Any(c => Words.Count(host.SaidBy(c).Has) > 1)));

    /// <summary>The tool that a class is; null where its name is not constant.</summary>
    public FoundTool? FoundOrNull(ClassValue type)
    {
        var said = host.SaidBy(type);
        if (said.ValueOrNull(machine, "with_metadata") is RecordValue metadata)
        {
            Say(said, metadata, type);
        }
        else if (said.BlockOrNull("define") is { } block)
        {
            var inner = new ToolBlock();
            RubyHost.RunIn(machine, block, new RecordValue { Tag = inner });
            Say(said, inner.Record(machine), type);
        }

        var given = Ask(type, "tool_name") ?? (said.Has("name") ? said.ValueOrNull(machine, "name") : null);
        var name = given is null || given.IsNothing ? Usual(type) : given.Primary is ConstantValue { Partial: false, Text: { } text } ? text : null;
        if (name is null)
        {
            return null;
        }

        if (given is null || given.IsNothing)
        {
            ExtractionTrace.Current?.Made(name, type.Scope.Module.Path, type.Node.Line, $"after the class `{type.Name}`");
        }

        var description = Ask(type, "description")?.Primary as ConstantValue;
        var schema = Schema(type, said, out var isPartial);
        return new FoundTool
        {
            Name = name,
            Title = (Ask(type, "title")?.Primary as ConstantValue)?.Text,
            Description = description?.Text,
            InputSchema = schema,
            Annotations = ToolHints.Read(Ask(type, "annotations")?.Primary ?? UnknownValue.Plain, machine),
            IsPartial = isPartial || description is null or { Partial: true },
            File = type.Scope.Module.Path,
            Line = type.Node.Line,
            Column = type.Node.Column,
        };
    }

    /// <summary>A schema of an object, the words that a library puts around it added.</summary>
    public static JsonObject Whole(JsonObject schema)
    {
        schema["type"] ??= "object";
        return schema;
    }

    private static bool IsToolName(string path) => path is "ActionTool::Base" || (path.EndsWith("Tool", StringComparison.Ordinal) && !path.StartsWith("RubyLLM", StringComparison.Ordinal));

    /// <summary>What the last known ancestor extends, by its path; null where it extends nothing from outside.</summary>
    private static string? BaseOrNull(ClassValue type) => type.Node.Has(FactFlags.Default) ? null : (type.Chain().Last().Base?.Primary as UnknownValue)?.Path;

    private void Say(ToolBlock said, RecordValue words, ClassValue type)
    {
        var at = new CallSite { Node = type.Node, File = type.Scope.Module.Path, This = type, Arguments = [] };
        foreach (var key in words.Keys)
        {
            said.Say(key switch { "name" => "tool_name", "inputSchema" => "input_schema", _ => key }, at, machine.GetMember(words, key));
        }
    }

    /// <summary>What a class, or an ancestor of it, says by a word or by a method of that name.</summary>
    private Value? Ask(ClassValue type, string word)
    {
        foreach (var ancestor in type.Chain())
        {
            if (host.SaidBy(ancestor).ValueOrNull(machine, word) is { } value)
            {
                return value;
            }

            if (host.Constants.Whole(ancestor).Statics.FindOrNull(word) is FunctionValue method)
            {
                return machine.Invoke(new FunctionValue(method.Node, method.Scope) { This = type, Home = method.Home }, new CallSite { Node = FactNode.Absent, File = "", This = type, Arguments = [] });
            }
        }

        return null;
    }

    private string? Usual(ClassValue type)
    {
        var outside = BaseOrNull(type) ?? "";
        var whole = type.Name;
        if (whole is not { Length: > 0 } || !char.IsUpper(whole[0]))
        {
            // A class that only a variable holds has no name.
            return null;
        }

        var last = whole[(whole.LastIndexOf(':') + 1)..];
        return outside.StartsWith("Fast", StringComparison.Ordinal) || outside == "ActionTool::Base" || host.SaidBy(type).BlockOrNull("arguments") is not null
            ? new string([.. whole.Where(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-').Take(64)])
            : outside.StartsWith("ActionMCP", StringComparison.Ordinal) && last.EndsWith("Tool", StringComparison.Ordinal) && last.Length > 4
                ? WordCase.Underscored(last[..^4])
                : WordCase.Underscored(last);
    }

    private JsonObject Schema(ClassValue type, ToolBlock said, out bool isPartial)
    {
        var json = new ValueJson(machine);
        isPartial = false;
        foreach (var ancestor in type.Chain())
        {
            if (host.SaidBy(ancestor).BlockOrNull("arguments") is { } block)
            {
                return DrySchema.Of(machine, block);
            }
        }

        if ((Ask(type, "input_schema") ?? Ask(type, "input_schema_value"))?.Primary is { IsNothing: false } value)
        {
            var written = json.Write(value) as JsonObject;
            isPartial = json.IsPartial || written is null;
            return Whole(written ?? new JsonObject { ["properties"] = new JsonObject() });
        }

        var arguments = said.Arguments.IsEmpty ? type.Chain().Select(c => host.SaidBy(c).Arguments).FirstOrDefault(static a => !a.IsEmpty) ?? said.Arguments : said.Arguments;
        return arguments.ToJson();
    }
}
