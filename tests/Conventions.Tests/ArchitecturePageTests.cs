using System.Text.RegularExpressions;

namespace Catalog.Conventions.Tests;

/// <summary>What the page for newcomers says of the tree is so.</summary>
public sealed partial class ArchitecturePageTests
{
    private static readonly string Page = SourceTree.Read("docs/architecture.md");

    [Fact]
    public void Page_NamesEveryFolderOfTheGateway_AndNoOther()
    {
        var section = Page[Page.IndexOf("## Inside the gateway", StringComparison.Ordinal)..Page.IndexOf("## Three rules", StringComparison.Ordinal)];
        var named = section.Split('\n').Where(static line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(static line => Word().Matches(line.Split('|')[1])).Select(static m => m.Groups[1].Value);
        var there = SourceTree.Sources.Where(static f => f.StartsWith("src/Gateway/", StringComparison.Ordinal)).Select(static f => f.Split('/')).Where(static parts => parts.Length > 3).Select(static parts => parts[2]).Distinct(StringComparer.Ordinal);
        Assert.Equal(there.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Page_PointsAtFilesThatAreThere()
    {
        foreach (var line in Page.Split('\n').Where(static line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            var cells = line.Split('|');
            var folder = Word().Match(cells[1]).Groups[1].Value;
            Assert.All(
                Word().Matches(line).Select(static m => m.Groups[1].Value).Where(static word => word.EndsWith(".cs", StringComparison.Ordinal) || word.EndsWith(".md", StringComparison.Ordinal)),
                word => Assert.Contains(SourceTree.Files, file => file == word || file == $"{folder}/{word}"));
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Word();
}
