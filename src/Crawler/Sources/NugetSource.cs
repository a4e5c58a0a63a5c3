namespace Catalog.Crawler.Sources;

/// <summary>Packages of NuGet.</summary>
internal sealed class NugetSource() : UnsupportedSource("name the package's repository with git: or its unpacked source with dir:")
{
    public override string Id => "nuget";
}
