using System.Text.RegularExpressions;

namespace Catalog.Conventions.Tests;

public sealed partial class TextTests
{
    [Fact]
    public void CatchAll_StandsOnlyAtNamedBoundaries()
    {
        var named = SourceTree.Lines("boundaries.txt").ToHashSet(StringComparer.Ordinal);
        var found = SourceTree.Sources.Where(static f => CatchAll().IsMatch(SourceTree.Read(f))).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(named.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Logs_AreGenerated() => Assert.DoesNotContain(
        SourceTree.Sources,
        static f => DirectLog().IsMatch(SourceTree.Read(f)));

    [Fact]
    public void Sources_HoldNoUnfinishedWork() => Assert.DoesNotContain(
        SourceTree.Files.Where(static f => f.EndsWith(".cs", StringComparison.Ordinal) && !f.StartsWith("tests/Conventions.Tests/", StringComparison.Ordinal)),
        static f => Unfinished().IsMatch(SourceTree.Read(f)));

    [Fact]
    public void Tree_NamesNoRegistryHostAndNoMachine() => Assert.DoesNotContain(
        SourceTree.Files.Where(static f => !f.StartsWith("tests/Conventions.Tests/", StringComparison.Ordinal) && !f.EndsWith(".png", StringComparison.Ordinal)),
        static f => Host().IsMatch(SourceTree.Read(f)));

    [Fact]
    public void Sources_AreOfReadableLength()
    {
        var lengths = SourceTree.Sources.Select(static f => (file: f, lines: SourceTree.Read(f).Count(static c => c == '\n'))).OrderBy(static p => p.lines).ToList();
        Assert.All(lengths, static p => Assert.True(p.lines <= 400, $"{p.file} has {p.lines} lines: is it one thing?"));
        Assert.True(lengths[lengths.Count * 95 / 100].lines <= 250, "one file in twenty is longer than 250 lines");
    }

    /// <summary>Every <c>catch</c> of all exceptions; one with <c>when (x is A or B)</c> names its types, and one that only cleans up and throws on hides nothing.</summary>
    [GeneratedRegex(@"catch\s*(\(\s*Exception\b[^)]*\)(?!\s*when\s*\(\w+ is (?!not ))|\{(?!(?>[^{}]|\{[^{}]*\})*\bthrow;))")]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(")]
    private static partial Regex DirectLog();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b|Assert\.True\(true\)|Skip\s*=\s*""|#region")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"registry\.npmjs|npmjs\.(org|com)|api\.nuget|nuget\.org|deb\.debian|(^|[^A-Za-z0-9_.])/(work|root|farm)/", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Host();
}
