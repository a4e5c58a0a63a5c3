using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.CSharp.Registrations;
using Catalog.Crawler.Extractors.CSharp.Runtime;
using Catalog.Crawler.Extractors.CSharp.Schemas;
using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.CommandTrees;

/// <summary>
/// Tools that are the commands of a command line: groups hold groups and commands, each command declares options, and a tool's name is the way to its command joined by <c>_</c>.
/// A group is a class with a collection of itself; the roots are what the program's own classes return that build groups.
/// </summary>
internal sealed class CommandTreeReader(Evaluator evaluator, RegistrationReader registrations)
{
    private const int Deepest = 12;
    private static readonly (string Member, string Claim)[] Claims = [("ReadOnly", "readOnlyHint"), ("Destructive", "destructiveHint"), ("Idempotent", "idempotentHint"), ("OpenWorld", "openWorldHint")];
    private readonly List<FoundTool> _tools = [];

    /// <summary>Every command of every tree; empty where the program makes no tools of commands.</summary>
    public IReadOnlyList<FoundTool> Read()
    {
        foreach (var method in evaluator.Symbols.All.SelectMany(static t => t.Methods).Where(static m => m.TypeNode.Text is { } name && (name.Contains("Command", StringComparison.Ordinal) || name.EndsWith("Group", StringComparison.Ordinal))).ToList())
        {
            // Asked for so that the files that declare groups are read.
            evaluator.Symbols.ResolveOrNull(method.TypeNode, method.File, method.Type);
        }

        var groups = evaluator.Symbols.All.Where(IsGroup).ToHashSet();
        if (groups.Count == 0 || ExposureOrNull(groups) is not { } exposure)
        {
            return [];
        }

        var made = registrations.Instances.Select(static i => ((Instance)i.Tag!).Symbol!).ToHashSet();
        foreach (var type in evaluator.Symbols.All.Where(t => t.Keyword == "class" && !groups.Contains(t)).ToList())
        {
            foreach (var method in type.Methods.Where(m => !m.Node[1].IsAbsent && evaluator.Symbols.ResolveOrNull(m.TypeNode, m.File, type) is { } result && groups.Contains(result)).ToList())
            {
                if ((method.IsStatic || made.Contains(type)) && Root(type, method) is RecordValue root)
                {
                    Walk(root, "", groups, exposure, 0);
                }
            }
        }

        return _tools;
    }

    /// <summary>A class that holds a collection of its own kind and can be given commands.</summary>
    private static bool IsGroup(TypeSymbol type) =>
        type.Keyword is "class" or "record"
        && type.Fields.Values.Any(f => f.Node.Kind == FactKind.Field && f.TypeNode.Kind == FactKind.Name && f.TypeNode[0].Children.Any(a => a.Text == type.Name))
        && type.Methods.Exists(static m => m.Name.StartsWith("Add", StringComparison.Ordinal) && m.Name.Contains("Command", StringComparison.Ordinal));

    private Value Root(TypeSymbol type, MemberSymbol method)
    {
        var self = method.IsStatic ? null : evaluator.Instantiate(new TypeReference(type, type.Node, Place.Of(type.File, type)));
        return evaluator.Invoke(new DelegateValue(method.Node, new Place { File = method.File, Type = type, Owner = type, Self = self }, method), []).Primary;
    }

    /// <summary>
    /// The condition under which commands are listed as tools, empty where there is none; null where nothing lists them. What lists them is a class that makes a tool definition and
    /// reads commands; the condition is that of its registration as an implementation.
    /// </summary>
    private string? ExposureOrNull(HashSet<TypeSymbol> groups)
    {
        var commands = groups.SelectMany(static g => g.Methods).SelectMany(static m => m.Node[0].Children).Select(static p => p[2].Text).OfType<string>().Where(static n => n.Contains("Command", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var listers = evaluator.Symbols.All
            .Where(t => t.Keyword == "class" && t.Methods.Exists(m => Makes(m.Node[1]) && m.Node[0].Children.Any(p => commands.Contains(p[2].Text ?? "")) && IsListed(t, m.Name)))
            .Select(static t => t.Name).ToHashSet(StringComparer.Ordinal);
        if (listers.Count == 0)
        {
            return null;
        }

        var found = new List<(string Condition, int Depth)>();
        foreach (var (_, root) in evaluator.Symbols.Files)
        {
            Conditions(root, listers, null, 0, found);
        }

        return found.Count == 0 ? "" : found.MinBy(static f => f.Depth).Condition;
    }

    /// <summary>False where the class answers the listing of tools without the method: then it makes something else of commands.</summary>
    private static bool IsListed(TypeSymbol type, string method)
    {
        var lists = type.Methods.FindAll(static m => m.Name.StartsWith("List", StringComparison.Ordinal));
        return lists.Count == 0 || lists.Exists(l => Mentions(l.Node[1], method));
    }

    private static bool Mentions(FactNode node, string name) => (node.Kind is FactKind.Name or FactKind.Member && node.Text == name) || Array.Exists(node.Children, c => Mentions(c, name));

    private static bool Makes(FactNode node) => (node.Kind == FactKind.New && node[0] is { Kind: FactKind.Name, Text: "Tool" }) || Array.Exists(node.Children, Makes);

    /// <summary>The branches in which a lister is taken as it is registered, each with how many branches lie around it.</summary>
    private static void Conditions(FactNode node, HashSet<string> listers, string? condition, int depth, List<(string Condition, int Depth)> into)
    {
        if (condition is not null && node is { Kind: FactKind.Call } && node[0] is { Kind: FactKind.Member, Text: { } name } callee && callee[1].Children is [.., { Text: { } implementation }] types && listers.Contains(implementation)
            && (types.Length == 1 ? name.StartsWith("Get", StringComparison.Ordinal) : name.StartsWith("Add", StringComparison.Ordinal)))
        {
            into.Add((string.Join(' ', condition.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), depth));
        }

        for (var i = 0; i < node.Children.Length; i++)
        {
            var isThen = node.Kind == FactKind.If && i == 1;
            Conditions(node.Children[i], listers, isThen ? node.Text : condition, depth + (isThen ? 1 : 0), into);
        }
    }

    private void Walk(RecordValue group, string way, HashSet<TypeSymbol> groups, string exposure, int depth)
    {
        if (depth > Deepest || Text(group, "Name") is not { Length: > 0 } name)
        {
            return;
        }

        way = way.Length == 0 ? name : $"{way}_{name}";
        foreach (var member in group.Keys.ToList())
        {
            switch (group.FindOrNull(member)!.Primary)
            {
                case ListValue list:
                    foreach (var item in list.Items.Select(static i => i.Value.Primary).OfType<RecordValue>().Where(r => r.Tag is Instance { Symbol: { } s } && groups.Contains(s)))
                    {
                        Walk(item, way, groups, exposure, depth + 1);
                    }

                    break;
                case RecordValue { Tag: null } map:
                    foreach (var key in map.Keys)
                    {
                        if (map.FindOrNull(key)!.Primary is RecordValue { Tag: Instance { Symbol: { } symbol } } command && !symbol.Decorators.Any(static d => AttributeReader.NameOf(d.Node).Contains("Hidden", StringComparison.Ordinal)))
                        {
                            _tools.Add(Tool($"{way}_{key}", command, symbol, exposure));
                        }
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private FoundTool Tool(string name, RecordValue command, TypeSymbol symbol, string exposure)
    {
        var description = Member(command, "Description") as ConstantValue;
        var (schema, isPartial) = Schema(command);
        var title = Text(command, "Title");
        var claims = new JsonObject();
        if (Member(command, "Metadata") is RecordValue metadata)
        {
            foreach (var (member, claim) in Claims)
            {
                if (Member(metadata, member) is ConstantValue { Content: bool truth })
                {
                    claims[claim] = truth;
                }
            }
        }

        if (title is not null)
        {
            claims["title"] = title;
        }

        return new FoundTool
        {
            Name = name,
            Title = title,
            Description = description?.Text,
            InputSchema = schema,
            Annotations = claims.Count > 0 ? claims : null,
            Condition = exposure.Length == 0 ? null : exposure,
            IsPartial = isPartial || description is null or { Partial: true },
            File = symbol.File.Path,
            Line = Math.Max(1, symbol.Node.Line),
            Column = Math.Max(1, symbol.Node.Column),
        };
    }

    private (JsonObject Schema, bool IsPartial) Schema(RecordValue command)
    {
        var options = (command.Keys.Select(k => command.FindOrNull(k)!.Primary).OfType<RecordValue>().Select(static r => r.FindOrNull("Options")).OfType<ListValue>().FirstOrDefault()?.Items ?? [])
            .Select(static i => i.Value.Primary).OfType<RecordValue>().ToList();
        if (options is [var only] && Text(only, "Description") is { } words && words.TrimStart().StartsWith('{') && ToolRecord.ParseOrNull(words) is JsonObject raw && raw.ContainsKey("properties"))
        {
            // An option that stands for the whole of the arguments carries their schema.
            return (raw, false);
        }

        var types = new TypeSchemas(evaluator);
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var option in options)
        {
            var key = (Text(option, "Name") ?? ((option.Tag as Instance)?.Arguments is [ConstantValue { Text: { } first }, ..] ? first : null))?.TrimStart('-');
            if (key is not { Length: > 0 } || properties.ContainsKey(key))
            {
                continue;
            }

            var schema = option.Tag is Instance { Type: { } type } made && type[0].Children is [var argument] ? types.Write(argument, made.Place) : [];
            if (Text(option, "Description") is { } description)
            {
                schema["description"] = description;
            }

            properties[key] = schema;
            if (Member(option, "Required")?.Truth is true)
            {
                required.Add((JsonNode)key);
            }
        }

        var json = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            json["required"] = required;
        }

        return (json, types.IsPartial);
    }

    private Value? Member(RecordValue record, string name) => (record.FindOrNull(name) ?? (record.Tag is Instance { Symbol: { } symbol } ? evaluator.MemberOrNull(symbol, name, record) : null))?.Primary;

    private string? Text(RecordValue record, string name) => (Member(record, name) as ConstantValue)?.Text;
}
