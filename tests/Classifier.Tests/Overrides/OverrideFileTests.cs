using Catalog.Classifier.Overrides;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Tests.Overrides;

public sealed class OverrideFileTests
{
    [Fact]
    public void Read_Case_GivesItsEntriesAndItsErrors()
    {
        foreach (var one in CaseFiles.Read<OverrideCase>(Path.Combine(CaseFiles.Folder("Overrides"), "files.json")))
        {
            var errors = new List<string>();
            var entries = OverrideFile.Read(one.Text ?? one.File!.Value.GetRawText(), "own.json", errors);
            Assert.True(one.Entries == entries.Count && one.Errors.Count == errors.Count, $"{one.Note}: {entries.Count} entries, {string.Join("; ", errors)}");
            Assert.All(one.Errors.Zip(errors), pair => Assert.True(pair.Second.Contains(pair.First, StringComparison.Ordinal), $"{one.Note}: {pair.Second}"));
            Assert.All(errors, static error => Assert.StartsWith("`own.json`", error, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Write_Entries_AreReadAgain()
    {
        var entry = new VerdictOverride
        {
            Server = "npm:fences",
            Tool = "mend",
            Category = Category.Write,
            Facets = [Facet.Device],
            Quote = new OverrideQuote("/description", "Mends “all”"),
            Reason = "It moves a robot arm.",
            By = "Ada",
            On = new DateOnly(2026, 2, 3),
        };
        var errors = new List<string>();
        var again = Assert.Single(OverrideFile.Read(OverrideFile.Write([entry]), "own.json", errors));
        Assert.Empty(errors);
        Assert.Equal(entry with { Facets = null }, again with { Facets = null });
        Assert.Equal(entry.Facets, again.Facets);
    }

    [Fact]
    public void ShippedFiles_AreRight()
    {
        var errors = new List<string>();
        var files = Directory.EnumerateFiles(Path.Combine(SharedData.Repository, "data", "overrides"), "*.json").ToList();
        var entries = files.SelectMany(file => OverrideFile.Read(File.ReadAllText(file), Path.GetFileName(file), errors)).ToList();
        _ = OverrideSet.Of(errors, entries);
        Assert.Empty(errors);
        Assert.NotEmpty(entries);
    }
}
