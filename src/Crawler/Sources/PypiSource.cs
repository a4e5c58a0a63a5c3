namespace Catalog.Crawler.Sources;

/// <summary>Packages of PyPI.</summary>
internal sealed class PypiSource() : UnsupportedSource("name the package's repository with git: or its unpacked source with dir:")
{
    public override string Id => "pypi";
}
