using Catalog.Crawler.Fetching;

namespace Catalog.Crawler.Tests.Fetching;

public sealed class TreeSelectionTests
{
    [Fact]
    public void Choose_FolderOfAVeryBigRepository_TakesItAndWhatIsNear()
    {
        var far = Enumerable.Range(0, TreeSelection.MostFiles).Select(static i => File($"other/{i}.ts"));
        var chosen = TreeSelection.Choose([.. far, File("servers/shared/util.ts"), File("package.json"), File("servers/one/index.ts")], "servers/one", out var missing);
        Assert.Equal(0, missing);
        Assert.Equal(TreeSelection.MostFiles, chosen.Count);
        Assert.Equal(["package.json", "servers/one/index.ts", "servers/shared/util.ts"], chosen.Select(static file => file.Path).Where(static path => !path.StartsWith("other/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Choose_WholeOfAVeryBigRepository_SaysThatItIsNotWhole()
    {
        TreeSelection.Choose(Enumerable.Range(0, TreeSelection.MostFiles + 3).Select(static i => File($"{i}.ts")), null, out var missing);
        Assert.Equal(3, missing);
    }

    [Theory]
    [InlineData("src/index.ts", 10, false)]
    [InlineData("openapi.json", 10, false)]
    [InlineData("logo.PNG", 10, true)]
    [InlineData("a/node_modules/b/index.js", 10, true)]
    [InlineData("node_modules", 10, false)]
    [InlineData("bundle.js", 20_000_000, true)]
    public void IsPassedOver_WhatCanHoldNoDefinition_IsTrue(string path, long size, bool expected) => Assert.Equal(expected, TreeSelection.IsPassedOver(path, size));

    private static TreeFile File(string path) => new(path, new string('a', 40), 100);
}
