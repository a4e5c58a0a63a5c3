using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Reading;

/// <summary>The names of the other tools, split into words. The tools of a server come one after the other and have all but one of them in common, so those of the last tool are kept, by their places.</summary>
internal static class SiblingFields
{
    private const int Most = 200;
    private const int LongestKept = 256;

    private static readonly string[] Places = [.. Enumerable.Range(0, Most).Select(static i => $"/{i}")];

    [ThreadStatic]
    private static TextField?[]? ofThread;

    /// <summary>The first two hundred of the names.</summary>
    public static TextField[] Of(IReadOnlyList<string> names, Vocabulary vocabulary)
    {
        var kept = ofThread ??= new TextField?[Most];
        var fields = new TextField[Math.Min(names.Count, Most)];
        for (var i = 0; i < fields.Length; i++)
        {
            var name = names[i] ?? "";
            if (kept[i] is { } before && string.Equals(before.Text, name, StringComparison.Ordinal))
            {
                fields[i] = before;
                continue;
            }

            fields[i] = TextField.Of("/siblings", Places[i], name, vocabulary);
            kept[i] = name.Length <= LongestKept ? fields[i] : null;
        }

        return fields;
    }
}
