using Catalog.Core.Sources;

namespace Catalog.Crawler.Sources;

/// <summary>A NuGet package, named directly: <c>nuget:ID[@VERSION]</c>.</summary>
internal sealed class NugetSource : DirectSource
{
    public override string Id => "nuget";

    protected override string KeyOf(SourceReference reference) => "nuget:" + reference.Value;
}
