namespace Catalog.Core.Servers.Naming;

/// <summary>What one step leaves of a name: two names that are a step apart share one of these texts. Names that are further apart may share one too; <see cref="NameSteps"/> tells.</summary>
internal static class NameTraces
{
    // A longer name is no slip of the finger, and each character is one more text.
    private const int LongestEdited = 60;

    private static readonly char[] Separators = ['-', '_', '.'];

    /// <summary>The texts, each once; none for a kind of key that has no name of its own.</summary>
    public static IReadOnlySet<string> Of(ServerKey key)
    {
        var traces = new HashSet<string>(StringComparer.Ordinal);
        if (NameParts.OfOrNull(key) is not { } parts)
        {
            return traces;
        }

        var name = parts.Name;
        traces.Add("n:" + name);
        traces.Add("s:" + NameSkeleton.Of(Squeeze(name)));
        traces.Add("p:" + string.Join('-', name.Split(Separators).Select(Singular)));
        traces.Add("j:" + Squeeze(parts.IsScoped ? parts.Owner + name : name));
        for (var i = 0; i < name.Length && name.Length <= LongestEdited; i++)
        {
            traces.Add("n:" + name.Remove(i, 1));
        }

        return traces;
    }

    private static string Singular(string word) =>
        word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
        : word.EndsWith("es", StringComparison.Ordinal) ? word[..^2]
        : word.EndsWith('s') ? word[..^1]
        : word;

    private static string Squeeze(string name) => string.Concat(name.Split(Separators));
}
