using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

/// <summary>
/// Evaluates what of a program is constant, and follows it where it goes: calls of its own methods, both sides of branches that are not constant, lists. What comes from outside is
/// unknown. Nothing of the program is run; every step draws on a budget.
/// </summary>
internal sealed partial class Evaluator(SymbolTable symbols, ResourceTexts resources, EvaluationBudget budget, ICallReader? reader)
{
    private const int Deepest = 64;
    private readonly Dictionary<MemberSymbol, Value> _statics = [];
    private readonly HashSet<FactNode> _running = [];
    private readonly List<string> _conditions = [];
    private readonly Stack<Value> _accessed = [];
    private readonly ExtractionTrace? _trace = ExtractionTrace.Current;
    private int _depth;

    public SymbolTable Symbols => symbols;

    /// <summary>Functions whose bodies were followed.</summary>
    public HashSet<FactNode> Entered { get; } = [];

    /// <summary>True where the budget was spent before the end.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Under which conditions what is evaluated now runs, as written; null where it always does.</summary>
    public string? Condition => _conditions.Count == 0 ? null : string.Join(" and ", _conditions.Distinct(StringComparer.Ordinal));

    public Value Evaluate(FactNode node, Place place)
    {
        if (node.IsAbsent)
        {
            return UnknownValue.Plain;
        }

        if (!budget.Step() || _depth > Deepest * 12)
        {
            IsCut = true;
            return UnknownValue.Plain;
        }

        _depth++;
        try
        {
            var value = AtDepth(node, place);
            _trace?.Evaluated(node, value, place.File.Path);
            return value;
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>A constant text; null where it is none, or is not constant as a whole.</summary>
    public string? TextOrNull(FactNode node, Place place) => Evaluate(node, place).Primary is ConstantValue { Text: { } text, Partial: false } ? text : null;

    private Value AtDepth(FactNode node, Place place)
    {
        switch (node.Kind)
        {
            case FactKind.String:
                return ConstantValue.Of(node.Text ?? "");
            case FactKind.Number:
                return double.TryParse(node.Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? ConstantValue.Of(number) : UnknownValue.Plain;
            case FactKind.True:
                return ConstantValue.True;
            case FactKind.False:
                return ConstantValue.False;
            case FactKind.Null:
                return ConstantValue.Null;
            case FactKind.Template:
                return Join(node.Children.Select(c => Evaluate(c, place)));
            case FactKind.Name:
                return Name(node, place);
            case FactKind.This or FactKind.Super:
                return place.Self ?? UnknownValue.Plain;
            case FactKind.Member:
                return MemberOf(node, place);
            case FactKind.Call:
                return Call(node, place);
            case FactKind.New:
                return New(node, place);
            case FactKind.Array:
                return List(node, place);
            case FactKind.Object:
                return Fill(new RecordValue { Node = node, File = place.File.Path }, node, place);
            case FactKind.Function:
                return Function(node, place);
            case FactKind.Unary:
                return Unary(node, place);
            case FactKind.Binary:
                return Binary(node, place);
            case FactKind.Conditional:
                return Conditional(node, place);
            case FactKind.Assign:
                return Assign(node, place);
            case FactKind.Await or FactKind.Keyword:
                return Evaluate(node[0], place);
            case FactKind.Sequence:
                _accessed.Push(Evaluate(node[0], place));
                var result = Evaluate(node[1], place);
                _accessed.Pop();
                return result;
            case FactKind.Index:
                return Item(Evaluate(node[0], place), Evaluate(node[1], place));
            case FactKind.Opaque or FactKind.Throw:
                foreach (var child in node.Children)
                {
                    Evaluate(child, place);
                }

                return UnknownValue.Plain;
            default:
                Execute(node, place);
                return UnknownValue.Plain;
        }
    }

    private Value List(FactNode node, Place place)
    {
        var list = new ListValue { Node = node };
        foreach (var item in node.Children)
        {
            if (item.Kind != FactKind.Spread)
            {
                list.Items.Add(new Slot(Evaluate(item, place), Condition));
            }
            else if (Evaluate(item[0], place).Primary is ListValue inner)
            {
                list.Items.AddRange(inner.Items.Take(EvaluationBudget.MostItems));
                list.IsOpen |= inner.IsOpen;
            }
            else
            {
                list.IsOpen = true;
            }
        }

        return list;
    }

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

    private Value Function(FactNode node, Place place)
    {
        var value = new DelegateValue(node, place);
        if (node.Text is { } name)
        {
            place.Locals[name] = value;
        }

        return value;
    }

    private static Value Item(Value target, Value index)
    {
        if (target.Primary is RecordValue record && index.Primary is ConstantValue { Text: { } key })
        {
            return record.FindOrNull(key) ?? UnknownValue.Plain;
        }

        if (target.Primary is ListValue { IsOpen: false } list && index.Primary is ConstantValue { Content: double at } && at >= 0 && at < list.Items.Count)
        {
            return list.Items[(int)at].Value;
        }

        // Settings and environments are read by their key: what is not set is nothing.
        return target is UnknownValue outside && index.Primary is ConstantValue { Text: { } setting } && outside.LastName.Contains("onfig", StringComparison.Ordinal) ? ConstantValue.Null.With(setting, partial: false) : UnknownValue.Plain;
    }
}
