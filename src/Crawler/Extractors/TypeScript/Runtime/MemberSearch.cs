using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>
/// The commonest test of a search, <c>item => item.name === wanted</c>, without a call for each item: code that looks one table up in another does so for each row of both.
/// </summary>
internal static class MemberSearch
{
    private const int FewestItems = 16;

    /// <summary>The position of the first item that passes, -1 where none does; null where the test or the list is of another kind.</summary>
    public static int? IndexOrNull(Machine machine, ListValue list, Value callback)
    {
        if (list.Items.Count < FewestItems || list.IsOpen || list.Taint is not null || callback is not FunctionValue function
            || TestOrNull(function.Node) is not (var member, var wanted)
            || machine.Evaluate(wanted, function.Scope, new Frame(function.This ?? ConstantValue.Undefined, function.Home, machine.Depth)) is not ConstantValue { Taint: null, Partial: false, IsNothing: false } sought)
        {
            return null;
        }

        for (var i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is not { Condition: null, Value: RecordValue { Class: null } record } || (record.FindOrNull(member) ?? ConstantValue.Undefined) is not ConstantValue { Taint: null, Partial: false } value)
            {
                return null;
            }

            if (Equals(value.Content, sought.Content))
            {
                return i;
            }
        }

        return -1;
    }

    private static (string Member, FactNode Wanted)? TestOrNull(FactNode function)
    {
        if (function[0].Children is not [var parameter] || parameter[0] is not { Kind: FactKind.Name, Text: { } name } || function[1] is not { Kind: FactKind.Binary, Text: "===", Children: [var left, var right] })
        {
            return null;
        }

        return IsMember(left, name) && IsPlain(right, name) ? (left.Text!, right)
            : IsMember(right, name) && IsPlain(left, name) ? (right.Text!, left)
            : null;
    }

    private static bool IsMember(FactNode node, string name) => node is { Kind: FactKind.Member, Text: not null } && node[0] is { Kind: FactKind.Name } owner && owner.Text == name;

    /// <summary>True for what neither calls anything nor depends on the item.</summary>
    private static bool IsPlain(FactNode node, string name) =>
        node.Kind is FactKind.String or FactKind.Number || (node.Kind == FactKind.Name && node.Text != name) || (node.Kind == FactKind.Member && IsPlain(node[0], name));
}
