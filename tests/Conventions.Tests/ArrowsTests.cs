using System.Xml.Linq;

namespace Catalog.Conventions.Tests;

public sealed class ArrowsTests
{
    [Fact]
    public void Projects_References_AreTheListedArrows()
    {
        var allowed = SourceTree.Lines("arrows.txt").ToDictionary(
            static line => line.Split(':')[0],
            static line => line.Split(':')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        var projects = SourceTree.Files.Where(static f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        Assert.Equal(allowed.Keys.Order(StringComparer.Ordinal), projects.Select(static p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal));
        foreach (var project in projects)
        {
            var name = Path.GetFileNameWithoutExtension(project);
            var references = XDocument.Parse(SourceTree.Read(project)).Descendants("ProjectReference")
                .Select(static r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
            Assert.All(references, reference => Assert.True(allowed[name].Contains(reference), $"{name} -> {reference} is no arrow of the house"));
        }
    }

    [Fact]
    public void PackageVersions_StandInOnePlace()
    {
        // What lies under Cases is data: projects of other people's kind, which are read and never built.
        foreach (var project in SourceTree.Files.Where(static f => f.EndsWith(".csproj", StringComparison.Ordinal) && !f.Contains("/Cases/", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(XDocument.Parse(SourceTree.Read(project)).Descendants("PackageReference"), static r => r.Attribute("Version") is not null);
            Assert.Contains(Path.GetDirectoryName(project)!.Replace('\\', '/') + "/packages.lock.json", SourceTree.Files);
        }
    }
}
