using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

internal sealed partial class Evaluator
{
    private RecordValue Fill(RecordValue record, FactNode members, Place place)
    {
        foreach (var member in members.Children)
        {
            if (member.Kind == FactKind.Property)
            {
                var name = member.Text ?? (member[1].IsAbsent ? null : TextOrNull(member[1], place));
                // Braces after the name of a member fill the object or list that it holds already.
                var value = member[0].Kind == FactKind.Array && member.Text is not null && record.FindOrNull(member.Text)?.Primary is ListValue held ? Append(held, member[0], place) : Evaluate(member[0], place);
                if (name is null)
                {
                    record.IsOpen = true;
                }
                else
                {
                    record.Set(name, value, Condition);
                    reader?.Assigned(this, name, value);
                }
            }
            else
            {
                record.IsOpen = true;
            }
        }

        return record;
    }

    private ListValue Append(ListValue list, FactNode items, Place place)
    {
        foreach (var item in items.Children)
        {
            list.Items.Add(new Slot(Evaluate(item, place), Condition));
        }

        return list;
    }

    private Value New(FactNode node, Place place)
    {
        var (arguments, named) = Arguments(node, place);
        var symbol = node[0].IsAbsent ? null : symbols.ResolveOrNull(node[0], place.File, place.Type);
        var name = symbol?.Name ?? node[0].Text ?? "";
        var braces = node.Children.FirstOrDefault(static c => c is { Kind: FactKind.Keyword, Text: "{}" });
        if (braces?[0].Kind == FactKind.Array || IsCollection(name))
        {
            return Collection(braces?[0], arguments, place, name);
        }

        var record = new RecordValue { Node = node, File = place.File.Path, Tag = new Instance(symbol, name, arguments, node, place, node[0]) };
        if (symbol is not null)
        {
            Construct(record, symbol, arguments, named, [.. (node[0].Kind == FactKind.Name ? node[0][0] : node[0][1]).Children.Select(t => Type(t, place))]);
        }
        else
        {
            foreach (var (key, value) in named)
            {
                record.Set(key, value);
            }
        }

        if (braces is not null)
        {
            Fill(record, braces[0], place);
        }

        reader?.Made(this, record);
        return record;
    }

    private Value Collection(FactNode? items, IReadOnlyList<Value> arguments, Place place, string name)
    {
        if (items?.Kind == FactKind.Object || name.Contains("Dictionary", StringComparison.Ordinal) || (items is { Kind: FactKind.Array } && items.Children.Length > 0 && Array.TrueForAll(items.Children, static c => c is { Kind: FactKind.Array, Text: "tuple" })))
        {
            var record = new RecordValue { Node = items, File = place.File.Path };
            foreach (var pair in items?.Kind == FactKind.Array ? items.Children : [])
            {
                if (TextOrNull(pair[0], place) is { } key)
                {
                    record.Set(key, Evaluate(pair[1], place), Condition);
                }
                else
                {
                    record.IsOpen = true;
                }
            }

            return items?.Kind == FactKind.Object ? Fill(record, items, place) : record;
        }

        var list = items is null ? new ListValue() : (ListValue)List(items, place);
        if (arguments is [ListValue first])
        {
            list.Items.InsertRange(0, first.Items);
            list.IsOpen |= first.IsOpen;
        }

        return list;
    }

    private static bool IsCollection(string name) =>
        name is "List" or "HashSet" or "Dictionary" or "ConcurrentDictionary" or "Collection" or "ImmutableArray" or "SortedDictionary" or "McpServerPrimitiveCollection" or "ConcurrentBag" or "Queue" or "Stack" or "JsonObject" or "JsonArray";

    /// <summary>A new instance of a type with arguments that are not known, as a container of services makes it; unknown for types of dependencies.</summary>
    public Value Instantiate(TypeReference type)
    {
        if (type.Symbol is not { Keyword: "class" or "record" } symbol)
        {
            return UnknownValue.Plain;
        }

        var record = new RecordValue { Node = symbol.Node, File = symbol.File.Path, Tag = new Instance(symbol, symbol.Name, [], symbol.Node, type.Place, type.Node) };
        Construct(record, symbol, [], [], []);
        reader?.Made(this, record);
        return record;
    }

    /// <summary>Runs the constructors of a type, those of the types it extends first.</summary>
    private void Construct(RecordValue record, TypeSymbol symbol, IReadOnlyList<Value> arguments, Dictionary<string, Value> named, IReadOnlyList<Value> types)
    {
        if (_running.Count > Deepest || !_running.Add(symbol.Node))
        {
            return;
        }

        // Members are looked up from the type that is made, so that what it overrides runs.
        var place = new Place { File = symbol.File, Type = (record.Tag as Instance)?.Symbol ?? symbol, Owner = symbol, Self = record };
        foreach (var (parameter, value) in symbol.Node[3].Children.Zip(types))
        {
            place.TypeArguments[parameter.Text ?? ""] = value;
        }

        var primary = symbol.Parameters;
        var inside = Bind(primary, arguments, named, place);
        foreach (var parameter in primary)
        {
            record.Set(parameter[0].Text ?? "", inside.FindOrNull(parameter[0].Text ?? "") ?? UnknownValue.Plain);
        }

        foreach (var (node, file) in symbol.Bases)
        {
            if (symbols.ResolveOrNull(node, file, symbol.Outer) is { Keyword: "class" or "record" } above)
            {
                Construct(record, above, [], [], [.. (node.Kind == FactKind.Name ? node[0] : node[1]).Children.Select(t => Type(t, place))]);
            }
        }

        if (symbol.Methods.Where(static m => m.Name == ".ctor" && !m.IsStatic).OrderBy(m => Math.Abs(m.Node[0].Children.Length - arguments.Count - named.Count)).FirstOrDefault() is { } constructor)
        {
            Execute(constructor.Node[1], Bind(constructor.Node[0].Children, arguments, named, place));
        }

        _running.Remove(symbol.Node);
    }
}
