using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Rust.Runtime;

/// <summary>Attributes and doc comments of items, fields, variants and parameters.</summary>
internal static class RustAttributes
{
    /// <summary>The attributes of a node of that name, each a call.</summary>
    public static IEnumerable<FactNode> Of(FactNode node, string name) =>
        All(node).Children.Where(a => a.Kind == FactKind.Call && a[0].Text == name);

    public static bool Has(FactNode node, string name) => Of(node, name).Any();

    /// <summary>The value of <c>#[attribute(key = value)]</c>; absent where there is none.</summary>
    public static FactNode Value(FactNode node, string attribute, string key) =>
        Of(node, attribute).SelectMany(static a => a.Children.Skip(1)).FirstOrDefault(a => a.Kind == FactKind.Keyword && a.Text == key)?[0] ?? FactNode.Absent;

    /// <summary>True for <c>#[attribute(word)]</c> or <c>#[attribute(word = …)]</c>.</summary>
    public static bool Says(FactNode node, string attribute, string word) =>
        Of(node, attribute).SelectMany(static a => a.Children.Skip(1)).Any(a => a.Kind is FactKind.Keyword or FactKind.Name && a.Text == word);

    /// <summary>A constant text of an attribute; null where there is none.</summary>
    public static string? TextOrNull(FactNode node, string attribute, string key) => Value(node, attribute, key) is { Kind: FactKind.String } text ? text.Text : null;

    /// <summary>The doc comments, each as its own line as written; empty where there are none.</summary>
    public static IReadOnlyList<FactNode> Docs(FactNode node) => [.. Of(node, "doc").Where(static d => d.Children.Length > 1).Select(static d => d[1])];

    /// <summary>
    /// The condition of <c>#[cfg(…)]</c> attributes in words; null where a usual build fulfils them.
    /// </summary>
    /// <param name="node">The item.</param>
    /// <param name="features">The features that a build without options has.</param>
    public static string? ConditionOrNull(FactNode node, IReadOnlySet<string> features)
    {
        string? all = null;
        foreach (var attribute in Of(node, "cfg").Where(static a => a.Children.Length > 1))
        {
            if (Condition(attribute[1], features) is { } condition)
            {
                all = Evaluation.Scope.Join(all, condition);
            }
        }

        return all;
    }

    private static string? Condition(FactNode test, IReadOnlySet<string> features)
    {
        switch (test.Kind)
        {
            case FactKind.Keyword:
                return test.Text == "feature" && test[0].Text is { } feature && features.Contains(feature) ? null : $"{test.Text} {test[0].Text}";
            case FactKind.Assign:
                return Condition(new FactNode(FactKind.Keyword, test[0].Text, [test[1]], test.Line, test.Column), features);
            case FactKind.Call when test[0].Text == "all":
                return test.Children.Skip(1).Select(c => Condition(c, features)).Aggregate((string?)null, Evaluation.Scope.Join);
            case FactKind.Call when test[0].Text == "any":
                var options = test.Children.Skip(1).Select(c => Condition(c, features)).ToList();
                return options.Contains(null) ? null : string.Join(" or ", options);
            case FactKind.Call when test[0].Text == "not":
                return Condition(test[1], features) is { } needed && needed.StartsWith("feature ", StringComparison.Ordinal) ? null : $"not {Words(test[1])}";
            case FactKind.Name:
                return test.Text is "debug_assertions" or "unix" ? null : test.Text;
            default:
                return "a build option";
        }
    }

    private static string Words(FactNode test) => test.Kind is FactKind.Keyword ? $"{test.Text} {test[0].Text}" : test.Kind == FactKind.Assign ? $"{test[0].Text} {test[1].Text}" : test.Text ?? "a build option";

    private static FactNode All(FactNode node) =>
        node.Kind switch
        {
            FactKind.Class or FactKind.Namespace => node[node.Kind == FactKind.Class ? 2 : 1],
            _ => node[3],
        };
}
