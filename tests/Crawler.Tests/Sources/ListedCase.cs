using System.Text.Json;
using Catalog.Crawler.Sources;

namespace Catalog.Crawler.Tests.Sources;

/// <summary>What a source lists for one input.</summary>
public sealed record ListedCase(string Note, JsonElement Input, IReadOnlyList<string> Expected)
{
    internal static void AssertListed(IReadOnlyList<string> expected, IReadOnlyList<SourceEntry> entries, Func<SourceEntry, string> show)
    {
        Assert.Equal(expected.Count, entries.Count);
        foreach (var (want, entry) in expected.Zip(entries))
        {
            if (want.StartsWith("! ", StringComparison.Ordinal))
            {
                Assert.Null(entry.Listing);
                Assert.Contains(want[2..], entry.Problem, StringComparison.Ordinal);
            }
            else
            {
                Assert.True(entry.Listing is not null, entry.Problem);
                Assert.Equal(want, show(entry));
            }
        }
    }
}
