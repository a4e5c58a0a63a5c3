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
