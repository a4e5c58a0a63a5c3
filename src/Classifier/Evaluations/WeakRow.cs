using Catalog.Classifier.Reading;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Evaluations;

/// <summary>A tool with what its author claims: weaker than a label, and only on whether it reads.</summary>
/// <param name="Tool">The definition, with siblings.</param>
/// <param name="ReadOnly">True where the author states that it changes nothing; false where the author states that it may.</param>
public sealed record WeakRow(ToolDefinition Tool, bool ReadOnly)
{
    /// <summary>
    /// The definitions whose author states <c>readOnlyHint</c>, in their order. A definition without siblings gets the names of the other tools of its server among
    /// <paramref name="tools"/>, whether or not their authors claim anything.
    /// </summary>
    public static IReadOnlyList<WeakRow> Of(IReadOnlyList<ToolDefinition> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        var names = tools.ToLookup(static tool => tool.Server, static tool => tool.Tool, StringComparer.Ordinal);
        var rows = new List<WeakRow>();
        foreach (var tool in tools)
        {
            if (AnnotationView.Of(tool.Annotations).ReadOnly is { } readOnly)
            {
                var siblings = tool.Siblings ?? (tool.Server is null ? [] : [.. names[tool.Server].Distinct(StringComparer.Ordinal).Where(name => !string.Equals(name, tool.Tool, StringComparison.Ordinal))]);
                rows.Add(new WeakRow(tool with { Siblings = siblings }, readOnly));
            }
        }

        return rows;
    }
}
