using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

internal sealed partial class Evaluator
{
    private const int MostItems = 2_000;
    private Value? _result;
    private ListValue? _yielded;

    /// <summary>Runs a body and gives what it returns.</summary>
    public Value Run(FactNode body, Place place)
    {
        if (body.Kind != FactKind.Block)
        {
            return Evaluate(body, place);
        }

        var (result, yielded) = (_result, _yielded);
        (_result, _yielded) = (null, null);
        Execute(body, place);
        var value = (Value?)_yielded ?? _result ?? ConstantValue.Undefined;
        (_result, _yielded) = (result, yielded);
        return value;
    }

    /// <summary>Runs statements; true where they leave what is around them.</summary>
    private bool Execute(FactNode node, Place place)
    {
        if (!budget.Step() || _depth > Deepest * 12)
        {
            IsCut = true;
            return true;
        }

        _depth++;
        try
        {
            return ExecuteAtDepth(node, place);
        }
        finally
        {
            _depth--;
        }
    }

    private bool ExecuteAtDepth(FactNode node, Place place)
    {
        switch (node.Kind)
        {
            case FactKind.Absent:
                return false;
            case FactKind.Block:
                return Block(node.Children, place.Inside());
            case FactKind.Declare:
                foreach (var item in node.Children)
                {
                    place.Locals[item[0].Text ?? ""] = item[1].IsAbsent ? UnknownValue.Plain : Typed(Evaluate(item[1], place), item[2], place);
                }

                return false;
            case FactKind.Return:
                var value = Evaluate(node[0], place);
                _result = _result is null || _result is ConstantValue { IsUndefined: true } ? value : _result;
                return true;
            case FactKind.Throw:
                Evaluate(node[0], place);
                return true;
            case FactKind.Break or FactKind.Continue:
                return true;
            case FactKind.Yield:
                _yielded ??= new ListValue();
                _yielded.Items.Add(new Slot(Evaluate(node[0], place), Condition));
                return false;
            case FactKind.If:
                return If(node, place);
            case FactKind.ForEach:
                ForEach(node, place.Inside());
                return false;
            case FactKind.For:
                var inside = place.Inside();
                Execute(node[0], inside);
                Forget(node[0], inside);
                Execute(node[3], inside);
                return false;
            case FactKind.While:
                Evaluate(node[0], place);
                Execute(node[1], place);
                return false;
            case FactKind.With:
                var held = place.Inside();
                Execute(node[0], held);
                return Execute(node[1], held);
            case FactKind.Try:
                var left = Execute(node[0], place);
                Execute(node[3], place);
                return left;
            case FactKind.Switch:
                return Switch(node, place);
            case FactKind.Function:
                Function(node, place);
                return false;
            case FactKind.Case or FactKind.Parameters or FactKind.Decorators or FactKind.Import or FactKind.Class or FactKind.Enum or FactKind.Namespace or FactKind.Spread:
                return false;
            default:
                Evaluate(node, place);
                return node.Kind == FactKind.Call && node[0] is { Kind: FactKind.Member, Text: "Exit", Children: [{ Text: "Environment" }] };
        }
    }

    /// <summary>Statements in their order; local functions are known before the first.</summary>
    private bool Block(IReadOnlyList<FactNode> statements, Place place)
    {
        foreach (var local in statements.Where(static s => s is { Kind: FactKind.Function, Text: not null }))
        {
            Function(local, place);
        }

        var conditions = _conditions.Count;
        var hasLeft = false;
        foreach (var statement in statements)
        {
            if (Execute(statement, place))
            {
                hasLeft = true;
                break;
            }
        }

        _conditions.RemoveRange(conditions, _conditions.Count - conditions);
        return hasLeft;
    }

    private bool If(FactNode node, Place place)
    {
        var test = Evaluate(node[0], place);
        var text = Words(node.Text ?? "");
        if (test.Truth is { } truth && test.Taint is null)
        {
            return Execute(truth ? node[1] : node[2], place);
        }

        if (test.Truth is { } usual)
        {
            // What a plain start does, and beside it what another environment makes of it.
            Under(usual ? $"not ({text})" : text, usual ? node[2] : node[1], place);
            var left = Execute(usual ? node[1] : node[2], place);
            return left && !Fails(usual ? node[1] : node[2]);
        }

        var leftThen = Under(text, node[1], place);
        var leftElse = Under($"not ({text})", node[2], place);
        if (leftThen != leftElse && !Fails(leftThen ? node[1] : node[2]))
        {
            _conditions.Add(leftThen ? $"not ({text})" : text);
        }

        return leftThen && leftElse;
    }

    private bool Under(string condition, FactNode branch, Place place)
    {
        if (branch.IsAbsent)
        {
            return false;
        }

        _conditions.Add(condition);
        var count = _conditions.Count;
        var result = _result;
        var left = Execute(branch, place);
        _conditions.RemoveRange(count - 1, _conditions.Count - count + 1);
        if (left && result is null && _result is not null && _result is ConstantValue { IsNothing: true })
        {
            _result = null;
        }

        return left;
    }

    /// <summary>True for a branch that ends the program: what follows is what the program does where it works.</summary>
    private static bool Fails(FactNode branch) =>
        branch.Kind == FactKind.Throw
        || (branch is { Kind: FactKind.Call } && branch[0] is { Kind: FactKind.Member, Text: "Exit" })
        || (branch.Kind == FactKind.Return && branch[0] is { Kind: FactKind.Number } or { Kind: FactKind.Unary, Text: "-" })
        || (branch.Kind == FactKind.Block && branch.Children.Length > 0 && Fails(branch.Children[^1]));

    private bool Switch(FactNode node, Place place)
    {
        var subject = Evaluate(node[0], place).Primary as ConstantValue;
        foreach (var section in node.Children.Skip(1))
        {
            var test = section[0].IsAbsent ? null : Evaluate(section[0], place).Primary as ConstantValue;
            if (subject is null || test is null || Equals(subject.Content, test.Content))
            {
                Execute(section[1], place);
            }
        }

        return false;
    }

    /// <summary>What a counting loop counts is not followed.</summary>
    private static void Forget(FactNode declaration, Place place)
    {
        foreach (var item in declaration.Kind == FactKind.Declare ? declaration.Children : [])
        {
            place.Locals[item[0].Text ?? ""] = UnknownValue.Plain;
        }
    }

    /// <summary>An object whose type the expression leaves out has the declared one.</summary>
    private Value Typed(Value value, FactNode type, Place place)
    {
        if (value is ListValue { Items.Count: 0, IsOpen: false } && type.Text?.Contains("Dictionary", StringComparison.Ordinal) == true)
        {
            return new RecordValue();
        }

        if (value is RecordValue { Tag: Instance { TypeName: "" } made } record && type.Text != "var")
        {
            record.Tag = made with { TypeName = type.Text ?? "", Symbol = symbols.ResolveOrNull(type, place.File, place.Type), Type = type };
            reader?.Made(this, record);
        }

        return value;
    }

    private static string Words(string condition) => string.Join(' ', condition.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
