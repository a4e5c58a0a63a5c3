namespace Catalog.Gateway.Configuration;

/// <summary>What somebody who mistyped a name probably meant.</summary>
internal static class NearestName
{
    /// <summary>The known name that is the fewest changed letters away; null where none is near.</summary>
    public static string? FindOrNull(string written, IReadOnlyCollection<string> known)
    {
        var best = known.Select(name => (Name: name, Distance: Distance(written.ToLowerInvariant(), name.ToLowerInvariant()))).OrderBy(static n => n.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, best.Name.Length / 3) ? best.Name : null;
    }

    /// <summary>How a sentence about an unknown name goes on.</summary>
    public static string Advice(string written, IReadOnlyCollection<string> known) =>
        FindOrNull(written, known) is { } meant ? $"did you mean `{meant}`?"
        : known.Count == 0 ? "there are none"
        : $"known are {string.Join(", ", known.Select(static k => $"`{k}`"))}";

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
