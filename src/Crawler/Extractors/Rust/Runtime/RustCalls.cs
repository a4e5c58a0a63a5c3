using System.Text;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Rust.Runtime;

/// <summary>Calls of the standard library and of the MCP libraries, by the end of their path. A tool is a plain record with the protocol's member names.</summary>
internal static class RustCalls
{
    /// <summary>What a call gives; null where it is not modelled.</summary>
    public static Value? OfOrNull(Machine machine, string path, CallSite call, RustHost host)
    {
        var parts = path.Split("::");
        var name = parts[^1];
        var owner = parts.Length > 1 ? parts[^2] : "";
        if (call.IsNew)
        {
            return Literal(machine, name, call);
        }

        switch (name)
        {
            case "Some" or "Ok" or "String" when call.Arguments.Count == 1:
                return call.Arguments[0];
            case "new" when owner is "Tool":
                return ToolOf(machine, call);
            case "new_with_raw" or "new_with_title" when owner is "Tool":
                return ToolOf(machine, call);
            case "new" when owner is "ToolAnnotations" or "Map" or "HashMap" or "BTreeMap" or "JsonObject" or "IndexMap":
                return new RecordValue { Tag = owner, Depth = machine.Depth };
            case "with_title" when owner is "ToolAnnotations":
                return With(new RecordValue { Tag = owner, Depth = machine.Depth }, "title", First(call));
            case "default" when owner is not ("" or "Default" or "String" or "Vec") && char.IsAsciiLetterUpper(owner[0]):
                return new RecordValue { Tag = owner, Depth = machine.Depth, Node = call.Node, File = call.File };
            case "new" when owner is "Vec" or "VecDeque" or "HashSet":
                return new ListValue { Depth = machine.Depth };
            case "with_capacity" when owner is "Vec":
                return new ListValue { Depth = machine.Depth };
            case "new" when owner is "String":
                return ConstantValue.Of("");
            case "with_all_items" or "new" when owner is "ListToolsResult":
                var result = new RecordValue { Tag = owner, Depth = machine.Depth };
                result.Set("tools", First(call));
                return result;
            case "new" or "from" or "Borrowed" or "Owned" or "from_static" or "to_value" or "from_value" or "from_str" or "to_vec" or "object" or "once" or "from_iter" when call.Arguments.Count is 1 && IsWrapper(owner, name):
                return First(call);
            case "from_str" when owner is "serde_json" && Native.TextOrNull(call, 0) is { Length: < 2_000_000 } json:
                return JsonOrNull(json) ?? UnknownValue.Plain;
            case "concat!":
                return machine.Join(call.Arguments);
            case "format!" or "formatdoc!" or "indoc!":
                return Format(machine, call, isDedented: name != "format!");
            case "include_str!":
                return Native.TextOrNull(call, 0) is { } file && host.IncludedOrNull(call.File, file) is { } text ? ConstantValue.Of(text) : UnknownValue.Plain;
            case "env!":
                return Environment(Native.TextOrNull(call, 0), host.Manifest);
            case "json_schema" when owner.Length > 0 && call.Arguments.Count == 0 && machine.Current is { } from:
                return host.SchemaOrNull(owner, call.Node, from);
            default:
                return name.StartsWith('.') ? UnknownValue.Plain : null;
        }
    }

    /// <summary>A record with one more member, the record itself being left as it is.</summary>
    public static RecordValue With(RecordValue record, string name, Value value)
    {
        var copy = new RecordValue { Tag = record.Tag, Depth = record.Depth, Node = record.Node, File = record.File, IsOpen = record.IsOpen };
        foreach (var key in record.Keys)
        {
            copy.Set(key, record.FindOrNull(key)!);
        }

        copy.Set(name, value);
        return copy;
    }

    private static Value? JsonOrNull(string text)
    {
        try
        {
            return ValueJson.Read(System.Text.Json.Nodes.JsonNode.Parse(text));
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            // A member that comes twice.
            return null;
        }
    }

    private static bool IsWrapper(string owner, string name) =>
        name != "new" || owner is "Arc" or "Box" or "Rc" or "Some" or "Cow" or "Mutex" or "RwLock" or "Cell" or "RefCell" or "LazyLock" or "Lazy" or "OnceLock";

    private static Value First(CallSite call) => call.Arguments.Count > 0 ? call.Arguments[0] : ConstantValue.Undefined;

    private static RecordValue ToolOf(Machine machine, CallSite call)
    {
        var tool = new RecordValue { Tag = "Tool", Depth = machine.Depth, Node = call.Node, File = call.File };
        string[] members = call.Arguments.Count > 3 && call.Name.EndsWith("title", StringComparison.Ordinal) ? ["name", "title", "description", "inputSchema"] : ["name", "description", "inputSchema"];
        for (var i = 0; i < members.Length && i < call.Arguments.Count; i++)
        {
            tool.Set(members[i], call.Arguments[i]);
        }

        return tool;
    }

    /// <summary>A literal of a structure that the program does not define, its fields as they are written.</summary>
    private static RecordValue Literal(Machine machine, string type, CallSite call)
    {
        var record = new RecordValue { Tag = type, Depth = machine.Depth, Node = call.Node, File = call.File };
        foreach (var (name, value) in call.Named)
        {
            record.Set(name, value);
        }

        return record;
    }

    /// <summary><c>format!</c>: the holes are filled in order or by name; how they are formatted matters little for texts.</summary>
    private static Value Format(Machine machine, CallSite call, bool isDedented)
    {
        if (Native.TextOrNull(call, 0) is not { } pattern)
        {
            return UnknownValue.Plain;
        }

        pattern = isDedented ? Dedent(pattern) : pattern;
        var parts = new List<Value>();
        var text = new StringBuilder();
        var next = 1;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] is '{' or '}' && i + 1 < pattern.Length && pattern[i + 1] == pattern[i])
            {
                text.Append(pattern[i++]);
            }
            else if (pattern[i] == '{' && pattern.IndexOf('}', i) is > 0 and var end)
            {
                parts.Add(ConstantValue.Of(text.ToString()));
                text.Clear();
                var name = pattern[(i + 1)..end].Split(':')[0].Trim();
                parts.Add(name.Length == 0 ? Argument(call, next++) : int.TryParse(name, out var index) ? Argument(call, index + 1) : Named(machine, call, name));
                i = end;
            }
            else
            {
                text.Append(pattern[i]);
            }
        }

        parts.Add(ConstantValue.Of(text.ToString()));
        return machine.Join(parts);
    }

    private static Value Argument(CallSite call, int index) => index < call.Arguments.Count ? call.Arguments[index] : UnknownValue.Plain;

    private static Value Named(Machine machine, CallSite call, string name)
    {
        if (call.Named.TryGetValue(name, out var value))
        {
            return value;
        }

        // A hole may name any constant that is visible there.
        return machine.Current is { } module && name.All(static c => char.IsAsciiLetterUpper(c) || c == '_' || char.IsAsciiDigit(c)) ? machine.Host.Global(name, module) : UnknownValue.Plain;
    }

    private static Value Environment(string? name, PackageManifest manifest) =>
        name switch
        {
            "CARGO_PKG_NAME" when manifest.Name is { } package => ConstantValue.Of(package),
            "CARGO_PKG_VERSION" when manifest.Version is { } version => ConstantValue.Of(version),
            "CARGO_PKG_DESCRIPTION" when manifest.Description is { } description => ConstantValue.Of(description),
            _ => UnknownValue.Plain,
        };

    private static string Dedent(string text)
    {
        var lines = text.Split('\n');
        var rest = lines.Skip(1).Where(static l => l.Trim().Length > 0).ToList();
        var indent = rest.Count == 0 ? 0 : rest.Min(static l => l.Length - l.TrimStart().Length);
        var all = lines.Select((l, i) => i == 0 ? l : l.Length >= indent ? l[indent..] : l.TrimStart());
        return string.Join('\n', lines[0].Trim().Length == 0 ? all.Skip(1) : all);
    }
}
